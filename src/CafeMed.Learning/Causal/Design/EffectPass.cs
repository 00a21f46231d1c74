namespace CafeMed.Learning.Causal.Design;

/// <summary>Exposures that are adjusted for the same columns. An exposure that is one of these is not adjusted for itself.</summary>
/// <param name="Adjust">Columns of the design.</param>
/// <param name="Exposures">Columns of the design; each is an exposure of one pass alone.</param>
internal sealed record EffectPass(int[] Adjust, int[] Exposures)
{
    /// <summary>By column of the design: its place among <see cref="Adjust"/>, or -1.</summary>
    public int[] PlaceOf(int columns) => Places(Adjust, columns);

    /// <summary>By column of the design: its place among <see cref="Exposures"/>, or -1.</summary>
    public int[] ExposureOf(int columns) => Places(Exposures, columns);

    private static int[] Places(int[] chosen, int columns)
    {
        var places = new int[columns];
        Array.Fill(places, -1);
        for (var i = 0; i < chosen.Length; i++)
            places[chosen[i]] = i;
        return places;
    }
}
