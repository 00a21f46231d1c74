using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Evaluation.Selective;

namespace CafeMed.Learning.Studies;

/// <summary>Asks whether what a model promises with its answers holds on held-out patients.</summary>
public static class HeldOutDecisions
{
    /// <summary>Looks at held-out patients, who must not have taken part in anything.</summary>
    /// <param name="model">The model.</param>
    /// <param name="held">Held-out patients, medications at the level of the recommendation, at least one.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <exception cref="CafeMedException"><c>CM2008</c>: some took part.</exception>
    public static DecisionReview Of(TrainedModel model, IReadOnlyList<Patient> held, int seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(held);
        model.RefuseLeaks(held);
        var table = model.Encoder.Encode(held);
        var logits = model.Scorer.Score(table);
        var visits = DecidedVisits.Of(logits, table, model.Decision, model.Graph.Matrix(model.Encoder.Medications, model.Options.InteractionSeverity));
        var (abstention, bootstrap) = (model.Certainty.Abstention, new PatientBootstrap(table.Patients.Length, seed));
        var answered = Array.ConvertAll(
            Enumerable.Range(0, table.Visits).ToArray(), v => visits.Known[v] >= abstention.LeastKnown && visits.Confidences[v] >= abstention.LeastConfidence);
        return new DecisionReview(
            model.Decision, model.Certainty, table.Patients.Length, table.Visits,
            [.. model.Certainty.Bounds.Select(bound => Check(bound, logits, table, bootstrap))],
            answered.Count(one => one) / (double)table.Visits,
            answered.Any(one => one) ? bootstrap.Ratio(Sums(v => answered[v] ? visits.Risks[v] : 0), Sums(v => answered[v] ? 1 : 0)) : new(double.NaN, double.NaN, double.NaN),
            RiskCoverage.Of(visits, abstention.LeastKnown, seed));

        double[] Sums(Func<int, double> value) => PatientMeans.Sums(Enumerable.Range(0, table.Visits).ToArray(), table, value);
    }

    private static ConformalCheck Check(ConformalBound bound, float[] logits, VisitTable table, PatientBootstrap bootstrap)
    {
        var inside = logits.Count(logit => LogOdds.Probability(logit) >= bound.From);
        return new(bound.MissRate, bound.From, bootstrap.Mean(ConformalSets.Losses(logits, table, bound.From)), (double)inside / table.Visits);
    }
}
