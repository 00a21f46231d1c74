using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Ablation;

/// <summary>Says in sentences what came out, in whose favour it may be.</summary>
internal static class AblationFindings
{
    private const string Prefix = "effects=";

    private static readonly (string Name, Func<AblationRow, AblationMeasure> Of)[] _goals =
    [
        ("Jaccard", row => row.Jaccard), ("F1", row => row.F1), ("PRAUC", row => row.PrAuc), ("Jaccard of the network alone", row => row.Alone),
        ("gate agreement", row => row.Agreement), ("agreement with the planted modifiers", row => row.Planted),
    ];

    /// <summary>For each measure of which more is better: who beats the full model, whom it beats, and who cannot be told from it.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<AblationRow> rows)
    {
        var full = rows[0].Variant;
        foreach (var (name, of) in _goals)
        {
            var compared = rows.Skip(1).Where(row => of(row).Difference is not null).ToArray();
            if (compared.Length == 0)
                continue;
            var (ahead, behind) = (Shown(compared, of, 1), Shown(compared, of, -1));
            var rest = compared.Except([.. ahead, .. behind]).ToArray();
            if (ahead.Length > 0)
                yield return $"{name}: the full model is BEATEN by {List(ahead, of)}.";
            if (behind.Length > 0)
                yield return $"{name}: {full} is better than {List(behind, of)}.";
            if (rest.Length > 0)
                yield return $"{name}: no difference from {full} is shown for {List(rest, of)}.";
        }
    }

    /// <summary>Estimators of effects against each other: adjusted ones against the raw risk difference.</summary>
    public static IEnumerable<string> OfEstimators(IReadOnlyList<AblationRow> rows, IReadOnlyList<DrawnValue[]> measures)
    {
        var raw = Enumerable.Range(0, rows.Count).FirstOrDefault(i => rows[i].Variant == $"{Prefix}risk-difference", -1);
        if (raw < 0)
            yield break;
        for (var i = 0; i < rows.Count; i++)
            if (i != raw && (i == 0 || rows[i].Variant.StartsWith(Prefix, StringComparison.Ordinal)))
                yield return $"{rows[i].Variant} minus {rows[raw].Variant}: Jaccard {Told(measures[i][0].Minus(measures[raw][0]))}, network alone {Told(measures[i][3].Minus(measures[raw][3]))}, gate agreement {Told(measures[i][5].Minus(measures[raw][5]))}, agreement with the planted modifiers {Told(measures[i][7].Minus(measures[raw][7]))} (not corrected for their number).";
    }

    private static AblationRow[] Shown(AblationRow[] rows, Func<AblationRow, AblationMeasure> of, int sign) =>
        [.. rows.Where(row => of(row).Shown && Math.Sign(of(row).Difference!.Value.Estimate) == sign)];

    private static string List(IEnumerable<AblationRow> rows, Func<AblationRow, AblationMeasure> of) =>
        string.Join(", ", rows.Select(row => $"{row.Variant} ({Numbers.WithSign(of(row).Difference!.Value.Estimate, 3)})"));

    private static string Told(DrawnValue difference) => double.IsFinite(difference.Estimate) ? Numbers.Difference(difference.Interval) : "none";
}
