namespace CafeMed.Learning.Training;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">At most.</param>
/// <param name="Batch">Batches of the epoch already done.</param>
/// <param name="Batches">Batches of an epoch; of shards that are still to come, as few as they can have.</param>
/// <param name="Best">Best validation Jaccard so far, in [0, 1]; 0 before the first epoch has ended.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, int Batch, int Batches, double Best);
