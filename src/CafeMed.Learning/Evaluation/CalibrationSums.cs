using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation;

/// <summary>One recommender's probabilities: bins, and drug by drug where asked for; of each patient one small number a bin.</summary>
internal sealed class CalibrationSums(bool byDrug)
{
    private const int Bins = 20;
    private const double Normal95 = 1.959963984540054;

    private readonly double[] _sums = new double[Bins];
    private readonly long[] _hits = new long[Bins];
    private readonly long[] _counts = new long[Bins];
    private readonly List<float>[] _excess = [.. Enumerable.Range(0, Bins).Select(_ => new List<float>())];
    private readonly List<double> _squares = [];
    private readonly List<double> _predictions = [];
    // By drug: sum of p, of outcomes, of squares, of a patient's excess squared, of excess times visits, of p (1 - p).
    private double[][] _drugs = [];
    private double _visitsSquared;
    private double _visits;

    /// <summary>Takes some predictions.</summary>
    public void Add(float[] logits, bool[] truth, VisitTable table)
    {
        var size = table.Encoder.Medications.Count;
        if (byDrug && _drugs.Length == 0)
            _drugs = [.. Enumerable.Range(0, 6).Select(_ => new double[size])];
        var (bins, excess) = (new double[Bins], new double[size]);
        for (var p = 0; p < table.Patients.Length; p++)
        {
            Array.Clear(bins);
            Array.Clear(excess);
            var squares = 0.0;
            for (var i = table.PatientOffsets[p] * size; i < table.PatientOffsets[p + 1] * size; i++)
            {
                var (probability, given) = (LogOdds.Probability(logits[i]), truth[i] ? 1 : 0);
                var (bin, off) = (Math.Min(Bins - 1, (int)(probability * Bins)), probability - given);
                (_sums[bin], _hits[bin], _counts[bin]) = (_sums[bin] + probability, _hits[bin] + given, _counts[bin] + 1);
                bins[bin] += off;
                squares += off * off;
                excess[i % size] += off;
                if (!byDrug)
                    continue;
                var m = i % size;
                (_drugs[0][m], _drugs[1][m], _drugs[2][m], _drugs[5][m]) =
                    (_drugs[0][m] + probability, _drugs[1][m] + given, _drugs[2][m] + off * off, _drugs[5][m] + probability * (1 - probability));
            }
            EndPatient(bins, excess, squares, table.VisitsOf(p), size);
        }
    }

    /// <summary>Asks for the intervals; they are there when the batch was drawn.</summary>
    public Func<CalibrationScore> Row(RatioBatch batch, Vocabulary medications)
    {
        double[] predictions = [.. _predictions];
        var brier = batch.Ratio([.. _squares], predictions);
        var (all, bins) = (batch.Sum(predictions), _excess.Where((_, bin) => _counts[bin] > 0).Select(bin => batch.Sum([.. bin.Select(value => (double)value)])).ToArray());
        return () =>
        {
            var reliability = Reliability();
            var estimate = reliability.Sum(bin => Math.Abs(bin.Predicted - bin.Observed) * bin.Count) / Math.Max(1, reliability.Sum(bin => bin.Count));
            var totals = batch.DrawnSum(all);
            var drawn = new double[totals.Length];
            foreach (var bin in bins)
                for (var d = 0; d < drawn.Length; d++)
                    drawn[d] += Math.Abs(batch.DrawnSum(bin)[d]) / totals[d];
            return new(new DrawnValue(estimate, drawn).Percentiles, batch.Interval(brier), reliability, byDrug ? Drugs(medications) : []);
        };
    }

    /// <summary>The bins that have any.</summary>
    public ImmutableArray<ReliabilityBin> Reliability() =>
        [.. Enumerable.Range(0, Bins).Where(bin => _counts[bin] > 0).Select(bin =>
            new ReliabilityBin(_sums[bin] / _counts[bin], (double)_hits[bin] / _counts[bin], _counts[bin]))];

    private void EndPatient(double[] bins, double[] excess, double squares, int visits, int size)
    {
        for (var bin = 0; bin < Bins; bin++)
            _excess[bin].Add((float)bins[bin]);
        _squares.Add(squares);
        _predictions.Add((double)visits * size);
        (_visits, _visitsSquared) = (_visits + visits, _visitsSquared + (double)visits * visits);
        for (var m = 0; byDrug && m < size; m++)
            (_drugs[3][m], _drugs[4][m]) = (_drugs[3][m] + excess[m] * excess[m], _drugs[4][m] + excess[m] * visits);
    }

    // The variance of a ratio of sums over patients, linearised: sum (d_p - r n_p)^2 / n^2. A drug that was hardly given varies little in the data, and would by its own probabilities:
    // the larger of both counts.
    private ImmutableArray<DrugCalibration> Drugs(Vocabulary medications) =>
    [
        .. Enumerable.Range(0, medications.Count).OrderByDescending(m => _drugs[1][m]).ThenBy(m => m).Select(m =>
        {
            var (predicted, observed) = (_drugs[0][m] / _visits, _drugs[1][m] / _visits);
            var excess = predicted - observed;
            var error = Math.Sqrt(Math.Max(_drugs[5][m], _drugs[3][m] - 2 * excess * _drugs[4][m] + excess * excess * _visitsSquared)) / _visits;
            return new DrugCalibration(
                medications[m], (int)_drugs[1][m], predicted, observed, new(excess, excess - Normal95 * error, excess + Normal95 * error), _drugs[2][m] / _visits);
        }),
    ];
}
