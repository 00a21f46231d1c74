using System.ComponentModel.DataAnnotations;

namespace CafeMed.Learning.Causal;

/// <summary>How effects are estimated.</summary>
public sealed record EffectOptions
{
    /// <summary>What is adjusted for. Default total.</summary>
    public EffectTrack Track { get; init; } = EffectTrack.Total;

    /// <summary>Parts of the patients for cross-fitting, in [2, 20]. Default 5; fewer where there are fewer patients.</summary>
    [Range(2, 20)]
    public int Folds { get; init; } = 5;

    /// <summary>Decides the parts. Default 7.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>Visits that a code needs, with and without it, for an estimate of its own; rarer ones get that of their parent. Default 30.</summary>
    [Range(1, 1_000_000)]
    public int MinVisits { get; init; } = 30;

    /// <summary>Visits with code and drug to be expected if they had nothing to do with each other. Default 5.</summary>
    [Range(0, 1_000_000)]
    public double MinExpected { get; init; } = 5;

    /// <summary>The ridge penalty, in visits; by default it is chosen by generalised cross-validation.</summary>
    public double? Penalty { get; init; }

    /// <summary>Whether standard errors are made larger by each visit's leverage (HC3). Default no: residuals are out of fold already.</summary>
    public bool Hc3 { get; init; }

    /// <summary>False discovery rate of the screen before <c>aipw</c>, in (0, 1]. Default 0.2.</summary>
    [Range(0.0001, 1)]
    public double Screen { get; init; } = 0.2;

    /// <summary>Whether effects of categories are estimated beside those of codes (<see cref="CausalEffects.Categories"/>): another fit, which a network needs and a table of effects does not. Default no.</summary>
    public bool Categories { get; init; }

    /// <summary>Rows that are worked on at a time, patients kept whole. Default 2,048.</summary>
    [Range(1, 1_000_000)]
    public int Block { get; init; } = 2048;
}
