using System.Collections.Immutable;
using System.Globalization;
using CafeMed.Data.Synthetic;

namespace CafeMed.Benchmarks;

/// <summary>How much of the oracle's Jaccard logistic regressions reach on the synthetic cohort, from what is recorded, and what the rest is.</summary>
/// <remarks>
/// <c>codes</c>: every code, the context, the last visit's drugs. <c>diseases</c>: the same with codes grouped to diseases and kinds of procedure. <c>interactions</c>: diseases, and each times each observed state.
/// <c>planted</c>: for each drug only the causes, states and rivals that the generator has for it, with strengths unknown. Two thirds train, a sixth chooses the penalties, a sixth tests.
/// </remarks>
internal static class SyntheticCeiling
{
    private static readonly double[] s_penalties = [1, 4, 12];

    public static void Run(SyntheticOptions options, string[] names)
    {
        var (_, truth) = SyntheticCohort.Create(options, null, CancellationToken.None);
        var (model, people) = (truth.Visits!.Model, truth.Visits.Truths);
        var (train, validation) = (people.Count * 2 / 3, people.Count * 5 / 6);
        var oracle = new OracleTrial(model, [.. people.Skip(validation)]).Score(CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Patients} patients: knows everything {oracle.Jaccard:0.0000}, without modifiers {oracle.JaccardWithoutModifiers:0.0000}, sees the record {oracle.RecordedJaccard:0.0000}"));
        foreach (var name in names)
        {
            var rows = people.Select(visits => Rows(model, visits, name)).ToArray();
            var best = (Penalty: 0.0, Extra: 0.0, Validation: 0.0, Test: 0.0);
            foreach (var penalty in s_penalties)
                foreach (var extra in name is "interactions" or "planted" ? new[] { 2 * penalty, 8 * penalty } : [penalty])
                {
                    var fit = Fit(model, rows[..train], name, penalty, extra);
                    var found = Score(rows[train..validation], fit);
                    if (found > best.Validation)
                        best = (penalty, extra, found, Score(rows[validation..], fit));
                }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-14} {best.Test:0.0000}  {best.Test / oracle.RecordedJaccard:0.000} of what the record allows, {best.Test / oracle.Jaccard:0.000} of everything (penalty {best.Penalty}, interactions {best.Extra})"));
        }
    }

    private sealed record Row(int[] Columns, float[] Values, bool[] Labels);

    private static Row[] Rows(SyntheticModel model, ImmutableArray<SyntheticVisitTruth> visits, string name)
    {
        var rows = new Row[visits.Length];
        for (var t = 0; t < visits.Length; t++)
        {
            var (visit, columns, values) = (visits[t], new List<int>(), new List<float>());
            void Put(int column, float value)
            {
                columns.Add(column);
                values.Add(value);
            }

            var (causes, drugs) = (model.Causes.Diseases + model.Causes.Procedures, model.Medications.Length);
            for (var s = 0; s < 4; s++)
                Put(s, visit.States[s]);
            Put(4, visit.Female ? 1 : 0);
            Put(5, t > 0 ? 1 : 0);
            Put(6, (float)visit.Time);
            Put(10 + visit.Site, 1);
            for (var m = 0; t > 0 && m < drugs; m++)
                if (visits[t - 1].Labels[m])
                    Put(120 + m, visit.Days < 90 ? 1 : 0.8f);
            var first = 120 + drugs;
            foreach (var code in visit.Codes)
                Put(first + (name == "codes" ? code : model.Causes.OfCode[code]), 1);
            if (name is "interactions" or "planted")
                foreach (var code in visit.Codes)
                    for (var s = 0; s < 4; s++)
                        Put(first + causes + 4 * model.Causes.OfCode[code] + s, visit.States[s]);
            rows[t] = new([.. columns], [.. values], visit.Labels);
        }
        return rows;
    }

    private static double[][] Fit(SyntheticModel model, Row[][] people, string name, double penalty, double extra)
    {
        var rows = people.SelectMany(visits => visits).ToArray();
        var causes = model.Causes.Diseases + model.Causes.Procedures;
        var (first, width) = (120 + model.Medications.Length, 121 + model.Medications.Length + (name == "codes" ? model.Causes.Codes.Length : 5 * causes));
        var fits = new double[model.Medications.Length][];
        Parallel.For(0, fits.Length, m =>
        {
            var penalties = new double[width];
            for (var column = 0; column < width; column++)
                penalties[column] = column < 120 ? 0.2 : name is "interactions" or "planted" && column >= first + causes ? extra : penalty;
            if (name == "planted")
                Allow(model, m, penalties, first, causes);
            var own = Array.ConvertAll(rows, row => Kept(row, penalties));
            fits[m] = LogisticFit.Fit(rows.Length, i => own[i], i => rows[i].Labels[m], penalties);
        });
        return fits;
    }

    private static (int[] Columns, float[] Values) Kept(Row row, double[] penalties)
    {
        if (Array.TrueForAll(row.Columns, column => penalties[column] >= 0))
            return (row.Columns, row.Values);
        var kept = Enumerable.Range(0, row.Columns.Length).Where(i => penalties[row.Columns[i]] >= 0).ToArray();
        return ([.. kept.Select(i => row.Columns[i])], [.. kept.Select(i => row.Values[i])]);
    }

    // Everything that the generator does not use for a drug is held at nought.
    private static void Allow(SyntheticModel model, int m, double[] penalties, int first, int causes)
    {
        var (own, rival) = (120 + m, model.Tables.Drugs[m].Rival);
        for (var column = 120; column < penalties.Length - 1; column++)
            penalties[column] = column == own || rival >= 0 && column == 120 + rival ? penalties[column] : -penalties[column];
        for (var effect = 0; effect < model.Effects.Length; effect++)
            if (model.Columns[effect] == m)
            {
                var cause = model.Causes.OfCode[model.Causes.Codes.IndexOf(model.Effects[effect].Cause)];
                penalties[first + cause] = Math.Abs(penalties[first + cause]);
                foreach (var modifier in model.Effects[effect].Modifiers)
                    if ((int)modifier.State < 4)
                        penalties[first + causes + 4 * cause + (int)modifier.State] = Math.Abs(penalties[first + causes + 4 * cause + (int)modifier.State]);
            }
    }

    private static double Score(Row[][] people, double[][] fits)
    {
        var scores = new double[people.Length];
        Parallel.For(0, people.Length, person =>
        {
            var (best, proposed, probabilities, sum) = (new BestSet(fits.Length), new bool[fits.Length], new float[fits.Length], 0.0);
            foreach (var row in people[person])
            {
                for (var m = 0; m < fits.Length; m++)
                    probabilities[m] = (float)SyntheticMath.Probability(LogisticFit.LogOdds(fits[m], row.Columns, row.Values));
                best.Choose(probabilities, proposed);
                sum += SetMeasures.Of(probabilities, proposed, row.Labels, 0, []).Jaccard;
            }
            scores[person] = sum / people[person].Length;
        });
        return scores.Average();
    }
}
