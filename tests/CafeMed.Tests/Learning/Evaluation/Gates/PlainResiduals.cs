namespace CafeMed.Tests.Learning.Evaluation.Gates;

/// <summary>Ridge regressions one after the other, solved by elimination: slow, and independent of tensors and of the identity for the inverse.</summary>
internal static class PlainResiduals
{
    /// <summary>Residuals of a diagnosis on all other columns, and of every medication on all columns; fitted on one table, taken on another.</summary>
    public static (double[] Exposure, double[] Outcome) Of(VisitTable training, VisitTable test, int diagnosis)
    {
        var features = new LinearFeatures(training.Encoder, categories: false);
        var frequent = Enumerable.Range(0, features.Count).Where(column => features.Of(training).Tokens.Count(token => token == column) >= 20).ToArray();
        var (x, held) = (Rows(features.Of(training), frequent), Rows(features.Of(test), frequent));
        var j = Array.IndexOf(frequent, diagnosis);
        var others = Enumerable.Range(0, frequent.Length + 1).Where(column => column != j).ToArray();
        var slopes = Ridge([.. x.Select(row => others.Select(column => row[column]).ToArray())], [.. x.Select(row => row[j])]);
        var exposure = held.Select(row => row[j] - others.Select((column, i) => row[column] * slopes[i]).Sum()).ToArray();
        var medications = training.Encoder.Medications.Count;
        var ofDrugs = Enumerable.Range(0, medications).Select(m => Ridge(x, [.. Enumerable.Range(0, x.Length).Select(v => training.Targets[v].Contains(m) ? 1.0 : 0)])).ToArray();
        var outcome = held.SelectMany((row, v) => Enumerable.Range(0, medications).Select(m =>
            (test.Targets[v].Contains(m) ? 1.0 : 0) - row.Select((value, i) => value * ofDrugs[m][i]).Sum())).ToArray();
        return (exposure, outcome);
    }

    // With a 1 at the end for the intercept.
    private static double[][] Rows(CodeLists lists, int[] columns) => [.. Enumerable.Range(0, lists.Offsets.Length - 1).Select(v =>
    {
        var row = new double[columns.Length + 1];
        for (var i = lists.Offsets[v]; i < lists.Offsets[v + 1]; i++)
            if (Array.IndexOf(columns, lists.Tokens[i]) is >= 0 and var place)
                row[place] = lists.Amounts![i];
        row[^1] = 1;
        return row;
    })];

    // The last column is the intercept, next to unpenalised.
    private static double[] Ridge(double[][] x, double[] y)
    {
        var size = x[0].Length;
        var system = new double[size][];
        for (var a = 0; a < size; a++)
        {
            system[a] = new double[size + 1];
            for (var b = 0; b < size; b++)
                system[a][b] = x.Sum(row => row[a] * row[b]) + (a != b ? 0 : a == size - 1 ? 1e-6 : 10);
            system[a][size] = x.Zip(y, (row, value) => row[a] * value).Sum();
        }
        for (var a = 0; a < size; a++)
            for (var b = 0; b < size; b++)
                if (b != a)
                {
                    var factor = system[b][a] / system[a][a];
                    for (var c = a; c <= size; c++)
                        system[b][c] -= factor * system[a][c];
                }
        return [.. system.Select((row, a) => row[size] / row[a])];
    }
}
