namespace CafeMed.Learning.Studies;

/// <summary>Answers for one patient with a trained model, and gives the account of every number.</summary>
public sealed class TrainedRecommender(TrainedModel model) : IRecommender
{
    private readonly VisitDecision _decision = new(
        model.Decision, model.Certainty, model.Graph.Matrix(model.Encoder.Medications, model.Options.InteractionSeverity));

    /// <inheritdoc/>
    public string Name => PartAttribute.Of(model.Scorer.Network.GetType()).Name;

    /// <inheritdoc/>
    public ValueTask<Recommendation> RecommendAsync(Patient patient, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ct.ThrowIfCancellationRequested();
        var table = model.Encoder.Encode([patient.AtLevel(model.Options.Level)]);
        var size = model.Encoder.Medications.Count;
        var (all, accounts) = Explanation.Read(model, table);
        return ValueTask.FromResult(_decision.Of(Name, table, all[^size..], m => accounts[m]));
    }
}
