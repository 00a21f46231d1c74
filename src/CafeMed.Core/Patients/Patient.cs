using System.Collections.Immutable;

namespace CafeMed;

/// <summary>A person with their visits in order of time.</summary>
public sealed record Patient
{
    /// <summary>Checks the visits: at least one, in order of <see cref="Visit.StartedAt"/>, identifiers distinct, no end before its start.</summary>
    /// <exception cref="CafeMedException"><c>CM2003</c>, <c>CM2004</c>, <c>CM2005</c>, <c>CM2010</c>: the visits break one of these.</exception>
    public Patient(string id, ImmutableArray<Visit> visits)
    {
        if (visits.IsDefaultOrEmpty)
            throw Faults.NoVisit(id);
        if (visits.FirstOrDefault(visit => visit.EndedAt < visit.StartedAt) is { } broken)
            throw Faults.EndsBeforeItStarts(id, broken.Id, broken.StartedAt, broken.EndedAt!.Value);
        if (visits.Length > 1 && visits.GroupBy(visit => visit.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Faults.SameVisitTwice(id, twice.Key);
        for (var i = 1; i < visits.Length; i++)
            if (visits[i].StartedAt < visits[i - 1].StartedAt)
                throw Faults.VisitsOutOfOrder(id, visits[i].Id);
        (Id, Visits) = (id, visits);
    }

    /// <summary>The person's identifier.</summary>
    public string Id { get; }

    /// <summary>The stays by admission time; never empty.</summary>
    public ImmutableArray<Visit> Visits { get; }

    /// <summary>The visit to advise on: the last.</summary>
    public Visit CurrentVisit => Visits[^1];

    /// <summary>The visit before the current one, or <see langword="null"/> at a first visit.</summary>
    public Visit? LastVisit => Visits.Length > 1 ? Visits[^2] : null;

    /// <summary>The same person with every visit's medications at an ATC level.</summary>
    public Patient AtLevel(int level) => new(Id, [.. Visits.Select(visit => visit.AtLevel(level))]);

    /// <summary>The same person as of visit <paramref name="count"/>: the first so many visits.</summary>
    public Patient Upto(int count) => new(Id, [.. Visits.Take(count)]);

    /// <summary>By identifier and visits.</summary>
    public bool Equals(Patient? other) => other is not null && Id == other.Id && Visits.AsSpan().SequenceEqual(other.Visits.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Visits.Aggregate(Id.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}
