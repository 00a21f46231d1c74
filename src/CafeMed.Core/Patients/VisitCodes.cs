using System.Collections.Immutable;

namespace CafeMed;

/// <summary>The codes of a visit by kind, and when each became known where that is recorded. Equal contents are equal.</summary>
public sealed class VisitCodes : IEquatable<VisitCodes>
{
    private readonly ImmutableArray<CodeSet> _byKind;

    // Beside each set, or default where no time of the kind is recorded; as a whole default where no time of the visit is.
    private readonly ImmutableArray<ImmutableArray<DateTime?>> _known;

    // Derived, on first use.
    private CodeSet? _categories;

    /// <summary>Holds the given sets; kinds that are not given are empty.</summary>
    public VisitCodes(IEnumerable<KeyValuePair<CodeKind, CodeSet>> sets)
    {
        var byKind = Enumerable.Repeat(CodeSet.Empty, CodeKinds.All.Count).ToArray();
        foreach (var (kind, codes) in sets)
            byKind[(int)kind] = codes;
        _byKind = [.. byKind];
    }

    private VisitCodes(ImmutableArray<CodeSet> byKind, ImmutableArray<ImmutableArray<DateTime?>> known) => (_byKind, _known) = (byKind, known);

    /// <summary>No codes of any kind.</summary>
    public static VisitCodes Empty { get; } = new(Array.Empty<KeyValuePair<CodeKind, CodeSet>>());

    /// <summary>Holds a set for every kind, in the order of <see cref="CodeKinds.All"/>.</summary>
    /// <exception cref="ArgumentException">There are more or fewer sets than kinds.</exception>
    public static VisitCodes Of(ReadOnlySpan<CodeSet> byKind) => byKind.Length == CodeKinds.All.Count
        ? new([.. byKind], default)
        : throw new ArgumentException($"{byKind.Length} sets for {CodeKinds.All.Count} kinds", nameof(byKind));

    /// <summary>The codes of <paramref name="kind"/>.</summary>
    public CodeSet this[CodeKind kind] => kind == CodeKind.Category ? _categories ??= CodeCategories.Of(_byKind[(int)CodeKind.Diagnosis], _byKind[(int)CodeKind.Procedure]) : _byKind[(int)kind];

    /// <summary>Whether any code has a time at which it became known.</summary>
    public bool HasTimes => !_known.IsDefault;

    /// <summary>When <paramref name="code"/> became known, or <see langword="null"/> where that is not recorded or the visit has no such code.</summary>
    public DateTime? KnownAt(CodeKind kind, Code code)
    {
        var times = TimesOf(kind);
        return !times.IsEmpty && _byKind[(int)kind].IndexOf(code) is >= 0 and var at ? times[at] : null;
    }

    /// <summary>The times beside the codes of <paramref name="kind"/>, in their order; empty where no code of the kind has one.</summary>
    public ImmutableArray<DateTime?> TimesOf(CodeKind kind) => _known.IsDefault || kind == CodeKind.Category || _known[(int)kind].IsDefault ? [] : _known[(int)kind];

    /// <summary>The same codes, but for <paramref name="kind"/>. Codes that stay keep the time at which they became known.</summary>
    public VisitCodes With(CodeKind kind, CodeSet codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var times = TimesOf(kind);
        return times.IsEmpty ? new(_byKind.SetItem((int)kind, codes), _known) : With(kind, codes, [.. codes.Select(code => KnownAt(kind, code))]);
    }

    /// <summary>The same codes, but for <paramref name="kind"/>, with the times at which they became known.</summary>
    /// <param name="kind">The kind to replace.</param>
    /// <param name="codes">Its codes.</param>
    /// <param name="known">A time for each code in the order of <paramref name="codes"/>, <see langword="null"/> where it is not recorded; or empty for none.</param>
    /// <exception cref="ArgumentException"><paramref name="known"/> is neither empty nor as long as <paramref name="codes"/>.</exception>
    public VisitCodes With(CodeKind kind, CodeSet codes, ImmutableArray<DateTime?> known)
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (!known.IsDefaultOrEmpty && known.Length != codes.Count)
            throw new ArgumentException($"{known.Length} times for {codes.Count} codes", nameof(known));
        var some = !known.IsDefaultOrEmpty && known.Any(time => time is not null);
        if (!some && _known.IsDefault)
            return new(_byKind.SetItem((int)kind, codes), default);
        var all = (_known.IsDefault ? [.. new ImmutableArray<DateTime?>[_byKind.Length]] : _known).SetItem((int)kind, some ? known : default);
        return new(_byKind.SetItem((int)kind, codes), all.All(times => times.IsDefault) ? default : all);
    }

    /// <inheritdoc/>
    public bool Equals(VisitCodes? other) =>
        other is not null && _byKind.AsSpan().SequenceEqual(other._byKind.AsSpan())
        && (_known.IsDefault && other._known.IsDefault || CodeKinds.All.All(kind => TimesOf(kind).AsSpan().SequenceEqual(other.TimesOf(kind).AsSpan())));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VisitCodes);

    /// <inheritdoc/>
    public override int GetHashCode() => _byKind.Aggregate(0, HashCode.Combine);
}
