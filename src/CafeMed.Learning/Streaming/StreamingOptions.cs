using System.ComponentModel.DataAnnotations;

namespace CafeMed.Learning.Streaming;

/// <summary>How much of a cohort of several shards is held in memory at once, beside the shard that is worked on. A cohort of one shard is held as a whole, and these are ignored.</summary>
public sealed record StreamingOptions
{
    /// <summary>Training visits on which the linear tower, the baselines, estimators that adjust, and the reference of the gates are fitted: whole shards up to so many, at least one. Default 100,000.</summary>
    [Range(1, 100_000_000)]
    public int FittedVisits { get; init; } = 100_000;

    /// <summary>Validation patients on which training is stopped and decisions are chosen, and test patients whose gates and advice are looked at: so many of each. Everybody of the test part is measured. Default 10,000.</summary>
    [Range(1, 100_000_000)]
    public int HeldOutPatients { get; init; } = 10_000;
}
