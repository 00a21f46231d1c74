using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CafeMed;

/// <summary>Distinct codes of one kind at one visit, in order. Equal sets are equal.</summary>
[CollectionBuilder(typeof(CodeSet), nameof(Create))]
public sealed class CodeSet : IReadOnlyList<Code>, IEquatable<CodeSet>
{
    private readonly ImmutableArray<Code> _codes;

    private CodeSet(ImmutableArray<Code> sorted) => _codes = sorted;

    /// <summary>No codes.</summary>
    public static CodeSet Empty { get; } = new([]);

    /// <summary>Sorts <paramref name="codes"/> and drops repetitions.</summary>
    public static CodeSet Create(params ReadOnlySpan<Code> codes)
    {
        if (codes.IsEmpty)
            return Empty;
        if (InOrder(codes))
            return new([.. codes]);
        var sorted = codes.ToArray();
        Array.Sort(sorted);
        var kept = 1;
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i] != sorted[kept - 1])
                sorted[kept++] = sorted[i];
        return new([.. sorted.AsSpan(0, kept)]);
    }

    private static bool InOrder(ReadOnlySpan<Code> codes)
    {
        for (var i = 1; i < codes.Length; i++)
            if (!(codes[i - 1] < codes[i]))
                return false;
        return true;
    }

    /// <summary>Sorts <paramref name="codes"/> and drops repetitions.</summary>
    public static CodeSet From(IEnumerable<Code> codes) => Create([.. codes]);

    /// <summary>How many codes.</summary>
    public int Count => _codes.Length;

    /// <summary>The code at <paramref name="index"/> in order.</summary>
    public Code this[int index] => _codes[index];

    /// <summary>Whether <paramref name="code"/> is one of them; binary search.</summary>
    public bool Contains(Code code) => _codes.BinarySearch(code) >= 0;

    /// <summary>The place of <paramref name="code"/> in order, or a negative number where it is not one of them; binary search.</summary>
    public int IndexOf(Code code) => _codes.BinarySearch(code);

    /// <inheritdoc/>
    public bool Equals(CodeSet? other) => other is not null && _codes.AsSpan().SequenceEqual(other._codes.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CodeSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var code in _codes)
            hash.Add(code);
        return hash.ToHashCode();
    }

    /// <summary>The codes in order, without allocation.</summary>
    public ImmutableArray<Code>.Enumerator GetEnumerator() => _codes.GetEnumerator();

    IEnumerator<Code> IEnumerable<Code>.GetEnumerator() => ((IEnumerable<Code>)_codes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<Code>)_codes).GetEnumerator();

    /// <summary>The codes between braces.</summary>
    public override string ToString() => $"{{{string.Join(", ", _codes)}}}";
}
