namespace CafeMed.Learning.Training;

/// <summary>What one pass over the training patients did.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean total loss per visit, in nats.</param>
/// <param name="Accuracy">Its accuracy part: cross-entropy and set loss, in nats.</param>
/// <param name="InteractionRate">Expected interaction rate of the probabilities, smoothed, in [0, 1].</param>
/// <param name="Multiplier">Weight of the interaction penalty at the end of the epoch.</param>
/// <param name="ValidationJaccard">Jaccard on the validation patients, at the best threshold, in [0, 1].</param>
/// <param name="ValidationLoss">Cross-entropy on the validation patients, in nats per visit and medication.</param>
/// <param name="Best">Whether this is the best state so far.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record EpochReport(
    int Epoch, double Loss, double Accuracy, double InteractionRate, double Multiplier, double ValidationJaccard,
    double ValidationLoss, bool Best, double Seconds);
