using System.ComponentModel.DataAnnotations;

namespace CafeMed.Learning.Training;

/// <summary>How a network is trained.</summary>
public sealed record TrainerOptions
{
    /// <summary>Most passes over the training patients. Default 10.</summary>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 10;

    /// <summary>Epochs without a better validation Jaccard before training stops. Default 5.</summary>
    [Range(1, 10_000)]
    public int Patience { get; init; } = 5;

    /// <summary>Patients per step. Default 64.</summary>
    [Range(1, 65_536)]
    public int Batch { get; init; } = 64;

    /// <summary>Step size of AdamW. Default 0.006.</summary>
    [Range(1e-7, 1.0)]
    public double LearningRate { get; init; } = 6e-3;

    /// <summary>How the step size changes: cosine (to a fiftieth at the last epoch), or constant. Default cosine.</summary>
    public LearningSchedule Schedule { get; init; } = LearningSchedule.Cosine;

    /// <summary>Decoupled weight decay of AdamW. Default 0.01.</summary>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Gradients are scaled down to this norm. Default 1.</summary>
    [Range(1e-3, 1e6)]
    public double ClipNorm { get; init; } = 1;

    /// <summary>Weight of the soft Jaccard term beside cross-entropy. Default 0.5.</summary>
    [Range(0.0, 100.0)]
    public double JaccardWeight { get; init; } = 0.5;

    /// <summary>Weight of the margin term beside cross-entropy. Default 0: off.</summary>
    [Range(0.0, 100.0)]
    public double MarginWeight { get; init; }

    /// <summary>Whether later visits (by date) count more: <c>exp(2 (i / n - 1))</c>, scaled to mean 1. Default off.</summary>
    public bool Recency { get; init; }

    /// <summary>Interaction rate to steer to, in [0, 1]: by a penalty while the network trains, and by giving up interacting medications when a set is chosen. <see langword="null"/>, the default, does neither.</summary>
    [Range(0.0, 1.0)]
    public double? TargetInteractionRate { get; init; }
}
