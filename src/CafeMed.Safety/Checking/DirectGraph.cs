using System.Collections.Immutable;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Checking;

/// <summary>The interactions among given drugs without a cohort: each ingredient below a group counts the same.</summary>
public static class DirectGraph
{
    private const int Examples = 5;

    /// <summary>Looks every pair of <paramref name="drugs"/> up.</summary>
    /// <param name="knowledge">Facts about ingredients.</param>
    /// <param name="drugs">Drugs and groups of drugs; a group stands for the ingredients below it that a source surveys.</param>
    public static InteractionGraph Of(InteractionKnowledge knowledge, CodeSet drugs)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(drugs);
        var surveyed = drugs.Any(drug => AtcLevel.Of(drug) != 5) ? knowledge.Sources.SelectMany(source => source.Surveyed).Distinct().Order().ToImmutableArray() : [];
        var below = drugs.Select(drug => Below(drug, surveyed)).ToArray();
        var edges = new List<Interaction>();
        for (var i = 0; i < drugs.Count; i++)
            for (var j = i + 1; j < drugs.Count; j++)
                if (Edge(knowledge, drugs[i], drugs[j], below[i], below[j]) is { } edge)
                    edges.Add(edge);
        var unknown = drugs.Where((_, index) => !below[index].Any(knowledge.Knows));
        return new InteractionGraph(knowledge.Source, edges, unknown, Fingerprint.None);
    }

    private static ImmutableArray<Code> Below(Code drug, ImmutableArray<Code> surveyed)
    {
        if (AtcLevel.Of(drug) is 0 or 5)
            return [drug];
        ImmutableArray<Code> members = [.. surveyed.Where(code => code.Value.StartsWith(drug.Value, StringComparison.Ordinal))];
        return members.IsEmpty ? [drug] : members;
    }

    private static Interaction? Edge(InteractionKnowledge knowledge, Code first, Code second, ImmutableArray<Code> left, ImmutableArray<Code> right)
    {
        var (all, shares) = (0, new double[4]);
        List<IngredientPair>? pairs = null;
        foreach (var a in left)
            foreach (var b in right)
            {
                if (a == b)
                    continue;
                all++;
                if (knowledge.Between(a, b) is not [var worst, ..])
                    continue;
                shares[(int)worst.Severity - 1]++;
                (pairs ??= []).Add(new IngredientPair(a, b, worst.Severity, 0));
            }
        return pairs is null ? null : new Interaction(
            first,
            second,
            pairs.Max(pair => pair.Severity),
            [.. shares.Select(share => share / all)],
            [.. pairs.Select(pair => pair with { Share = 1.0 / all }).OrderByDescending(pair => pair.Severity).ThenBy(pair => pair.First).ThenBy(pair => pair.Second).Take(Examples)]);
    }
}
