namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Risk differences of some exposures on all drugs, before anything is decided about them.</summary>
internal sealed class PairFit
{
    public PairFit(int exposures, int drugs) =>
        (Difference, Variance, Flags, Checks) = (new double[exposures * drugs], new double[exposures * drugs], new EffectFlags[exposures * drugs], new ExposureCheck[exposures]);

    /// <summary>(J, M) risk differences.</summary>
    public double[] Difference { get; }

    /// <summary>(J, M) squares of their standard errors.</summary>
    public double[] Variance { get; }

    /// <summary>(J, M) what an estimator has to say of single pairs.</summary>
    public EffectFlags[] Flags { get; }

    /// <summary>(J) how far exposed and unexposed are apart in the commonest covariates; <see langword="null"/> where nothing was weighted.</summary>
    public System.Collections.Immutable.ImmutableArray<CovariateBalance>[]? Balance { get; set; }

    /// <summary>(J) how well exposed and unexposed can be compared.</summary>
    public ExposureCheck[] Checks { get; }
}
