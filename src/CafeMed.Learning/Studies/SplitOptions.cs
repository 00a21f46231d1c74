using System.ComponentModel.DataAnnotations;

namespace CafeMed.Learning.Studies;

/// <summary>What the leak-free protocol holds out.</summary>
public sealed record SplitOptions
{
    /// <summary>What is held out as a whole: patient, hospital (with all of its patients), or time (the latest patients). Default patient.</summary>
    public SplitKind Kind { get; init; } = SplitKind.Patient;

    /// <summary>How many folds, of which each patient is tested in exactly one; ignored where <see cref="Fold"/> is not given. Default 5.</summary>
    [Range(3, 100)]
    public int Folds { get; init; } = 5;

    /// <summary>Which fold is tested, from 1; of the others a sixth of everybody validates. Default <see langword="null"/>: one split of two thirds, a sixth and a sixth.</summary>
    [Range(1, 100)]
    public int? Fold { get; init; }
}
