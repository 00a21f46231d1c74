using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Studies;

namespace CafeMed.Learning.Storage;

/// <summary>A trained model with the baselines it was compared to, as read from disk.</summary>
/// <param name="Model">The model.</param>
/// <param name="Baselines">The baselines, fitted and decided.</param>
public sealed record SavedModel(TrainedModel Model, IReadOnlyList<Contestant> Baselines);
