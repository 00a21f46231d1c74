namespace CafeMed.Learning.Evaluation.Controls;

/// <summary>Measures sets on held-out patients; every measurement of one instance uses the same bootstrap draws.</summary>
/// <param name="test">The held-out visits.</param>
/// <param name="interactions">(M, M) row-major share of interacting ingredient pairs.</param>
/// <param name="seed">Of the bootstrap.</param>
public sealed class ControlMeasure(VisitTable test, float[] interactions, int seed)
{
    private readonly PatientBootstrap _bootstrap = new(test.Patients.Length, seed);
    private readonly bool[] _truth = test.Truth();

    /// <summary>What the prescribers' own sets have: the rate of interacting pairs.</summary>
    public Interval Prescribed() => Rate(_truth);

    /// <summary>Measures <paramref name="sets"/>.</summary>
    /// <param name="control">The way they were made.</param>
    /// <param name="setting">How strongly interactions were held down.</param>
    /// <param name="sets">(V, M) row-major, true where proposed.</param>
    public ControlPoint Of(string control, string setting, bool[] sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        return new ControlPoint(control, setting, _bootstrap.Mean(PatientMeans.Jaccard(sets, _truth, test)), Rate(sets), (double)sets.Count(chosen => chosen) / test.Visits);
    }

    private Interval Rate(bool[] sets)
    {
        var pairs = VisitPairs.Of(sets, test, interactions);
        return _bootstrap.Ratio(PatientMeans.Sums(pairs, test, pair => pair.Interacting), PatientMeans.Sums(pairs, test, pair => pair.All));
    }
}
