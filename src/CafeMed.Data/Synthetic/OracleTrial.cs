using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>Scores the oracle that knows every probability, the one that knows all but what modifies the effects, and the one that sees only the record.</summary>
internal sealed class OracleTrial(SyntheticModel model, IReadOnlyList<ImmutableArray<SyntheticVisitTruth>> people)
{
    /// <summary>People that are scored at most.</summary>
    public const int Most = 10_000;

    private const int Steps = 6;

    private readonly int _people = Math.Min(Most, people.Count);

    /// <summary>All oracles over the visits of the first people.</summary>
    public SyntheticOracle Score(CancellationToken ct)
    {
        var (shifts, gates) = (new double[model.Medications.Length], MeanGates());
        FindShifts(shifts, gates, ct);
        var scores = new double[_people][];
        Parallel.For(0, _people, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, () => new Trial(model), (person, _, trial) =>
        {
            scores[person] = trial.Score(people[person], visit => Plain(visit, gates, shifts));
            return trial;
        }, _ => { });
        double Mean(int at) => Math.Round(scores.Sum(score => score[at]) / _people, 6);
        return new(Mean(0), Mean(1), Mean(2), Mean(3), people.Take(_people).Sum(visits => visits.Length)) { RecordedJaccard = Mean(4), RecordedF1 = Mean(5) };
    }

    // Every multiplier becomes its mean over the visits that have the code; then each drug's intercept is moved until its rate is right.
    private float[] Plain(SyntheticVisitTruth visit, double[] gates, double[]? shifts)
    {
        var logOdds = (float[])visit.Offsets.Clone();
        foreach (var effect in visit.Effects)
            logOdds[model.Columns[effect]] += (float)(model.EffectLogOdds[effect] * gates[effect]);
        for (var m = 0; shifts is not null && m < logOdds.Length; m++)
            logOdds[m] = (float)SyntheticMath.Probability(logOdds[m] + shifts[m]);
        return logOdds;
    }

    private double[] MeanGates()
    {
        var (sums, counts) = (new double[model.Effects.Length], new int[model.Effects.Length]);
        foreach (var visit in people.Take(_people).SelectMany(visits => visits))
            foreach (var effect in visit.Effects)
            {
                sums[effect] += model.Gate(effect, visit.States);
                counts[effect]++;
            }
        return [.. sums.Select((sum, effect) => counts[effect] == 0 ? 1 : sum / counts[effect])];
    }

    // Newton's method on each drug's intercept: the steps are few because the start is near.
    private void FindShifts(double[] shifts, double[] gates, CancellationToken ct)
    {
        SyntheticVisitTruth[] visits = [.. people.Take(_people).SelectMany(visits => visits)];
        float[][] logOdds = [.. visits.Select(visit => Plain(visit, gates, null))];
        for (var step = 0; step < Steps; step++)
        {
            ct.ThrowIfCancellationRequested();
            var (missing, slope) = (new double[shifts.Length], new double[shifts.Length]);
            for (var visit = 0; visit < visits.Length; visit++)
                for (var m = 0; m < shifts.Length; m++)
                {
                    var probability = SyntheticMath.Probability(logOdds[visit][m] + shifts[m]);
                    missing[m] += (visits[visit].Given[m] ? 1 : 0) - probability;
                    slope[m] += probability * (1 - probability);
                }
            for (var m = 0; m < shifts.Length; m++)
                shifts[m] += Math.Clamp(missing[m] / Math.Max(slope[m], 1e-9), -1, 1);
        }
    }

    /// <summary>Scores one person after another. For one thread.</summary>
    private sealed class Trial(SyntheticModel model)
    {
        private readonly BestSet _best = new(model.Medications.Length);
        private readonly bool[] _proposed = new bool[model.Medications.Length];
        private readonly float[] _labels = new float[model.Medications.Length];
        private readonly RecordedOracle _recorded = new(model);

        public double[] Score(ImmutableArray<SyntheticVisitTruth> visits, Func<SyntheticVisitTruth, float[]> plain)
        {
            var sums = new double[6];
            _recorded.Begin();
            for (var t = 0; t < visits.Length; t++)
            {
                Add(visits[t], visits[t].Probabilities, sums, 0);
                Add(visits[t], plain(visits[t]), sums, 2);
                Add(visits[t], _recorded.Probabilities(visits[t], t == 0 ? null : visits[t - 1], t + 1 < visits.Length), sums, 4);
            }
            return [.. sums.Select(sum => sum / visits.Length)];
        }

        // What is recorded is what was given, with the hospital's mistakes.
        private void Add(SyntheticVisitTruth visit, float[] probabilities, double[] sums, int at)
        {
            var site = model.Sites[visit.Site];
            for (var m = 0; m < _labels.Length; m++)
                _labels[m] = (float)((1 - site.MissingLabels) * probabilities[m] + site.SpuriousLabels * (1 - probabilities[m]));
            _best.Choose(_labels, _proposed);
            var score = SetMeasures.Of(_labels, _proposed, visit.Labels, 0, []);
            (sums[at], sums[at + 1]) = (sums[at] + score.Jaccard, sums[at + 1] + score.F1);
        }
    }
}
