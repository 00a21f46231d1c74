namespace CafeMed.Learning.Causal.Design;

/// <summary>Which column of a design each code of a kind has.</summary>
/// <param name="ColumnOf">By column of the vocabulary: its column of the design, several codes may share one.</param>
/// <param name="Exposed">By column of the vocabulary: whether its column is an exposure, and not only adjusted for.</param>
internal sealed record DesignColumns(int[] ColumnOf, bool[] Exposed);
