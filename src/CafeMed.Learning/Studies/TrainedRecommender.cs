namespace CafeMed.Learning.Studies;

/// <summary>Answers for one patient with a trained model, and gives the account of every number.</summary>
public sealed class TrainedRecommender(TrainedModel model) : IRecommender
{
    private readonly float[] _interactions = model.Graph.Matrix(model.Encoder.Medications, model.Options.InteractionSeverity);

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
        var logits = all[^size..];
        var proposed = model.Decision.Of(logits, size, _interactions);
        var scored = Enumerable.Range(0, size)
            .OrderByDescending(m => logits[m]).ThenBy(m => m)
            .Select(m => new ScoredMedication(model.Encoder.Medications[m], LogOdds.Probability(logits[m]), proposed[m], accounts[m]));
        return ValueTask.FromResult(new Recommendation(Name, [.. scored], table.Unknown));
    }
}
