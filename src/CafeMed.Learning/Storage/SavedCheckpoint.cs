using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;

namespace CafeMed.Learning.Storage;

/// <summary>A training that was stopped, as read from disk.</summary>
/// <param name="Snapshot">Tensors and state.</param>
/// <param name="Options">What was asked for, resolved.</param>
/// <param name="CohortDigest">The digest of the cohort it trains on.</param>
public sealed record SavedCheckpoint(TrainingSnapshot Snapshot, StudyOptions Options, string CohortDigest);
