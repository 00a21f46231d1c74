namespace CafeMed;

/// <summary>A list of tokens per visit, one after another: the tokens of visit v are <c>Tokens[Offsets[v]..Offsets[v + 1]]</c>.</summary>
/// <param name="Offsets">(V + 1) ascending, from 0.</param>
/// <param name="Tokens">Columns of a vocabulary, and its size for UNKNOWN.</param>
/// <param name="Amounts">One number per token, or <see langword="null"/> where all are 1.</param>
public sealed record CodeLists(int[] Offsets, int[] Tokens, float[]? Amounts = null)
{
    /// <summary>The tokens of <paramref name="visit"/>.</summary>
    public ReadOnlySpan<int> this[int visit] => Tokens.AsSpan(Offsets[visit]..Offsets[visit + 1]);
}
