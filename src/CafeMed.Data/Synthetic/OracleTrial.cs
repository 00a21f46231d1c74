namespace CafeMed.Data.Synthetic;

/// <summary>Scores the oracle that knows every probability, and the one that knows all but what modifies the effects.</summary>
internal sealed class OracleTrial(SyntheticModel model, SyntheticLedger ledger)
{
    private const int Steps = 6;

    /// <summary>Both oracles over every visit.</summary>
    public SyntheticOracle Score(CancellationToken ct)
    {
        var (jaccard, f1) = Means(ledger.Probabilities, ct);
        var (plainJaccard, plainF1) = Means(WithoutModifiers(ct), ct);
        return new(Math.Round(jaccard, 6), Math.Round(f1, 6), Math.Round(plainJaccard, 6), Math.Round(plainF1, 6), ledger.Ids.Count);
    }

    private (double Jaccard, double F1) Means(List<float[]> probabilities, CancellationToken ct)
    {
        var best = new BestSet(model.Medications.Length);
        var proposed = new bool[model.Medications.Length];
        var (jaccard, f1, people, visit) = (0.0, 0.0, 0, 0);
        while (visit < probabilities.Count)
        {
            ct.ThrowIfCancellationRequested();
            var (patient, first, ownJaccard, ownF1) = (ledger.Patients[visit], visit, 0.0, 0.0);
            for (; visit < probabilities.Count && ledger.Patients[visit] == patient; visit++)
            {
                best.Choose(probabilities[visit], proposed);
                var score = SetMeasures.Of(probabilities[visit], proposed, ledger.Given[visit], 0, []);
                (ownJaccard, ownF1) = (ownJaccard + score.Jaccard, ownF1 + score.F1);
            }
            jaccard += ownJaccard / (visit - first);
            f1 += ownF1 / (visit - first);
            people++;
        }
        return (jaccard / people, f1 / people);
    }

    // Every multiplier becomes its mean over the visits that have the code; then each drug's intercept is moved until its rate is right.
    private List<float[]> WithoutModifiers(CancellationToken ct)
    {
        var gates = MeanGates();
        var logOdds = ledger.Offsets.Select(offsets => (float[])offsets.Clone()).ToList();
        for (var visit = 0; visit < logOdds.Count; visit++)
            foreach (var effect in ledger.Effects[visit])
                logOdds[visit][model.Columns[effect]] += (float)(model.Effects[effect].LogOdds * gates[effect]);
        var shifts = Shifts(logOdds, ct);
        foreach (var row in logOdds)
            for (var m = 0; m < row.Length; m++)
                row[m] = (float)LogOdds.Probability(row[m] + shifts[m]);
        return logOdds;
    }

    private double[] MeanGates()
    {
        var (sums, counts) = (new double[model.Effects.Length], new int[model.Effects.Length]);
        for (var visit = 0; visit < ledger.Ids.Count; visit++)
            foreach (var effect in ledger.Effects[visit])
            {
                sums[effect] += model.Effects[effect].Gate(ledger.States[visit]);
                counts[effect]++;
            }
        return [.. sums.Select((sum, effect) => counts[effect] == 0 ? 1 : sum / counts[effect])];
    }

    // Newton's method on each drug's intercept: the steps are few because the start is near.
    private double[] Shifts(List<float[]> logOdds, CancellationToken ct)
    {
        var shifts = new double[model.Medications.Length];
        for (var step = 0; step < Steps; step++)
        {
            ct.ThrowIfCancellationRequested();
            var (missing, slope) = (new double[shifts.Length], new double[shifts.Length]);
            for (var visit = 0; visit < logOdds.Count; visit++)
                for (var m = 0; m < shifts.Length; m++)
                {
                    var probability = LogOdds.Probability(logOdds[visit][m] + shifts[m]);
                    missing[m] += (ledger.Given[visit][m] ? 1 : 0) - probability;
                    slope[m] += probability * (1 - probability);
                }
            for (var m = 0; m < shifts.Length; m++)
                shifts[m] += Math.Clamp(missing[m] / Math.Max(slope[m], 1e-9), -1, 1);
        }
        return shifts;
    }
}
