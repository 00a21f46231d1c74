using CafeMed.Learning.Causal.Design;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Raw risk differences with errors by patient, exactly and in one walk over the visits.</summary>
/// <remarks>A patient's score is linear in their counts of (both, code, drug, visits), so the sum of its squares needs only sums of products of these counts.</remarks>
internal static class RawPass
{
    public static PairFit Fit(EffectDesign design, EffectPass pass, IProgress<EffectStage>? progress, CancellationToken ct)
    {
        progress?.Report(EffectStage.Gram);
        var counts = Counted(design, pass, ct);
        progress?.Report(EffectStage.Clusters);
        var (exposed, given, both) = design.Counts(pass);
        var fit = new PairFit(exposed.Length, design.DrugCount);
        for (var j = 0; j < exposed.Length; j++)
        {
            var share = (double)exposed[j] / design.Visits;
            fit.Checks[j] = new((float)(share * (1 - share)), exposed[j] == 0 ? 1 : 1f / exposed[j], exposed[j], 0, 0);
            for (var m = 0; m < design.DrugCount && exposed[j] > 0 && exposed[j] < design.Visits; m++)
            {
                var pair = j * design.DrugCount + m;
                var (with, without) = ((double)exposed[j], (double)design.Visits - exposed[j]);
                var (p1, p0) = (both[pair] / with, (given[m] - both[pair]) / without);
                fit.Difference[pair] = p1 - p0;
                fit.Variance[pair] = Math.Max(0, counts.Variance(j, m, pair, 1 / with + 1 / without, -p1 / with - p0 / without, -1 / without, p0 / without));
            }
        }
        return fit;
    }

    private static Sums Counted(EffectDesign design, EffectPass pass, CancellationToken ct)
    {
        var (place, drugs) = (pass.ExposureOf(design.Columns), design.DrugCount);
        var sums = new Sums(pass.Exposures.Length, drugs);
        var (codes, given, both) = (new Dictionary<int, int>(), new Dictionary<int, int>(), new Dictionary<int, int>());
        for (var patient = 0; patient < design.Patients; patient++)
        {
            ct.ThrowIfCancellationRequested();
            codes.Clear();
            given.Clear();
            both.Clear();
            for (var row = design.PatientOffsets[patient]; row < design.PatientOffsets[patient + 1]; row++)
            {
                foreach (var drug in design.Drugs[row])
                    given[drug] = given.GetValueOrDefault(drug) + 1;
                foreach (var column in design.Rows[row])
                    if (place[column] is >= 0 and var j)
                    {
                        codes[j] = codes.GetValueOrDefault(j) + 1;
                        foreach (var drug in design.Drugs[row])
                            both[j * drugs + drug] = both.GetValueOrDefault(j * drugs + drug) + 1;
                    }
            }
            sums.Add(codes, given, both, design.PatientOffsets[patient + 1] - design.PatientOffsets[patient]);
        }
        return sums;
    }

    // Sums over patients of products of a (both), d (code), y (drug) and n (visits).
    private sealed class Sums(int exposures, int drugs)
    {
        private readonly double[] _aa = new double[exposures * drugs], _ad = new double[exposures * drugs], _ay = new double[exposures * drugs];
        private readonly double[] _an = new double[exposures * drugs], _dy = new double[exposures * drugs];
        private readonly double[] _dd = new double[exposures], _dn = new double[exposures], _yy = new double[drugs], _yn = new double[drugs];
        private double _nn;

        public void Add(Dictionary<int, int> codes, Dictionary<int, int> given, Dictionary<int, int> both, int visits)
        {
            _nn += (double)visits * visits;
            foreach (var (m, y) in given)
                (_yy[m], _yn[m]) = (_yy[m] + y * y, _yn[m] + y * visits);
            foreach (var (j, d) in codes)
            {
                (_dd[j], _dn[j]) = (_dd[j] + d * d, _dn[j] + d * visits);
                foreach (var (m, y) in given)
                    _dy[j * drugs + m] += d * y;
            }
            foreach (var (pair, a) in both)
            {
                _aa[pair] += a * a;
                _ad[pair] += a * codes[pair / drugs];
                _ay[pair] += a * given[pair % drugs];
                _an[pair] += a * visits;
            }
        }

        /// <summary>The sum over patients of <c>(fa a + fd d + fy y + fn n)^2</c>.</summary>
        public double Variance(int j, int m, int pair, double fa, double fd, double fy, double fn) =>
            fa * fa * _aa[pair] + fd * fd * _dd[j] + fy * fy * _yy[m] + fn * fn * _nn
            + 2 * (fa * fd * _ad[pair] + fa * fy * _ay[pair] + fa * fn * _an[pair] + fd * fy * _dy[pair] + fd * fn * _dn[j] + fy * fn * _yn[m]);
    }
}
