namespace CafeMed.Learning.Evaluation;

/// <summary>What is kept of held-out patients while their visits pass by: some numbers per patient and recommender, and sums.</summary>
internal sealed class EvaluationSums(IReadOnlyList<Contestant> contestants)
{
    private readonly PatientSums[] _patients = [.. contestants.Select(_ => new PatientSums())];
    private readonly ReliabilitySums _reliability = new();
    private readonly List<double> _interacting = [];
    private readonly List<double> _pairs = [];
    private int _visits;
    private int _medications;
    private long _prescribed;
    private long _outside;

    /// <summary>Scores the visits of some patients.</summary>
    public void Add(VisitTable table, float[] interactions)
    {
        var truth = table.Truth();
        for (var i = 0; i < contestants.Count; i++)
        {
            var logits = contestants[i].Scorer.Score(table);
            var scores = VisitScores.Of(logits, contestants[i].Decision, table, interactions);
            _patients[i].Add(scores, table);
            if (i > 0)
                continue;
            _reliability.Add(logits, truth);
            _prescribed += scores.Sum(score => (long)score.Prescribed);
        }
        // What the clinicians did, measured with the same ruler.
        var prescribed = VisitPairs.Of(truth, table, interactions);
        _interacting.AddRange(PatientMeans.Sums(prescribed, table, pairs => pairs.Interacting));
        _pairs.AddRange(PatientMeans.Sums(prescribed, table, pairs => pairs.All));
        (_visits, _medications) = (_visits + table.Visits, table.Encoder.Medications.Count);
        _outside += table.Outside.Sum();
    }

    /// <summary>The table of all that was added.</summary>
    public Scoreboard Build(int seed)
    {
        var bootstrap = new PatientBootstrap(_pairs.Count, seed);
        return new Scoreboard(
            contestants[0].Name,
            [.. contestants.Select((contestant, i) => _patients[i].Row(contestant, i == 0 ? null : _patients[0], bootstrap))],
            _pairs.Count,
            _visits,
            _medications,
            bootstrap.Ratio(_interacting.ToArray(), _pairs.ToArray()).Estimate,
            (double)_prescribed / _visits,
            (double)_outside / Math.Max(1, _prescribed),
            _reliability.Build());
    }
}
