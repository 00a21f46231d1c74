using System.Collections.Immutable;

namespace CafeMed;

/// <summary>The codes of a visit by kind. Equal contents are equal.</summary>
public sealed class VisitCodes : IEquatable<VisitCodes>
{
    private readonly ImmutableArray<CodeSet> _byKind;

    /// <summary>Holds the given sets; kinds that are not given are empty.</summary>
    public VisitCodes(IEnumerable<KeyValuePair<CodeKind, CodeSet>> sets)
    {
        var byKind = Enumerable.Repeat(CodeSet.Empty, CodeKinds.All.Count).ToArray();
        foreach (var (kind, codes) in sets)
            byKind[(int)kind] = codes;
        _byKind = [.. byKind];
    }

    private VisitCodes(ImmutableArray<CodeSet> byKind) => _byKind = byKind;

    /// <summary>No codes of any kind.</summary>
    public static VisitCodes Empty { get; } = new(Array.Empty<KeyValuePair<CodeKind, CodeSet>>());

    /// <summary>The codes of <paramref name="kind"/>.</summary>
    public CodeSet this[CodeKind kind] => _byKind[(int)kind];

    /// <summary>The same codes, but for <paramref name="kind"/>.</summary>
    public VisitCodes With(CodeKind kind, CodeSet codes) => new(_byKind.SetItem((int)kind, codes));

    /// <inheritdoc/>
    public bool Equals(VisitCodes? other) => other is not null && _byKind.AsSpan().SequenceEqual(other._byKind.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VisitCodes);

    /// <inheritdoc/>
    public override int GetHashCode() => _byKind.Aggregate(0, HashCode.Combine);
}
