using CafeMed.Learning.Regression;
using CafeMed.Tests.Learning.Layers;
using CsCheck;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Regression;

[Collection(TorchTests.Turn)]
public sealed class LinearFeaturesTests
{
    private static readonly Gen<CodeLists> Lists = Gen.Select(Gen.Int[0, 5], Gen.Float[-2, 2]).Array[0, 4].Array[1, 6].Select(rows => new CodeLists(
        [.. rows.Aggregate(new List<int> { 0 }, (offsets, row) => [.. offsets, offsets[^1] + row.Length])],
        [.. rows.SelectMany(row => row.Select(pair => pair.Item1))],
        [.. rows.SelectMany(row => row.Select(pair => pair.Item2))]));

    [Fact]
    public void Sparse_rows_multiply_as_the_dense_matrix_does_and_so_do_their_columns() => Lists.Sample(lists =>
    {
        using var scope = NewDisposeScope();
        var rows = lists.Offsets.Length - 1;
        var dense = Dense(lists, 6);
        random.manual_seed(3);
        var (right, left) = (randn(6, 3), randn(rows, 3));
        using var sparse = new SparseRows(lists);
        using var columns = SparseRows.Transpose(lists, 6);

        Assert.Equal(rows, sparse.Rows);
        Plain.Near(Product(dense, Plain.Rows(right)), sparse.Times(right), 1e-5);
        var transposed = Enumerable.Range(0, 6).Select(f => dense.Select(row => row[f]).ToArray()).ToArray();
        Plain.Near(Product(transposed, Plain.Rows(left)), columns.Times(left), 1e-5);
    }, iter: 60, threads: 1);

    [Fact]
    public void The_columns_of_a_visit_are_its_codes_its_history_and_whether_it_is_the_first()
    {
        var (features, table) = (new LinearFeatures(TinyStudy.Encoder), TinyStudy.Table);
        var dense = Dense(features.Of(table), features.Count);
        var visits = table.Patients.SelectMany(patient => patient.Visits.Select((visit, t) => (visit, earlier: patient.Visits[..t]))).ToArray();

        Assert.Equal(TinyStudy.Encoder.Sizes.Sum() + TinyStudy.Encoder.Medications.Count + 1, features.Count);
        for (var v = 0; v < visits.Length; v++)
            for (var f = 0; f < features.Count; f++)
                Assert.Equal(Expected(features, f, visits[v].visit, visits[v].earlier), dense[v][f], 1e-6);
    }

    [Fact]
    public void The_last_columns_are_earlier_drugs_and_the_first_visit()
    {
        var (features, size) = (new LinearFeatures(TinyStudy.Encoder, categories: false), TinyStudy.Encoder.Medications.Count);

        Assert.Equal((ContributionPath.FirstVisit, null, null), features.Meaning(features.Count - 1));
        Assert.Equal((ContributionPath.History, CodeKind.Medication, TinyStudy.Encoder.Medications[0]), features.Meaning(features.Count - 1 - size));
        Assert.Equal((ContributionPath.History, CodeKind.Medication, null), features.Meaning(features.Count - 2 - size));
        Assert.Equal((ContributionPath.Linear, CodeKind.Diagnosis, TinyStudy.Encoder.Vocabularies[CodeKind.Diagnosis][0]), features.Meaning(0));
    }

    internal static double[][] Dense(CodeLists lists, int columns)
    {
        var dense = new double[lists.Offsets.Length - 1][];
        for (var v = 0; v < dense.Length; v++)
        {
            dense[v] = new double[columns];
            for (var i = lists.Offsets[v]; i < lists.Offsets[v + 1]; i++)
                dense[v][lists.Tokens[i]] += lists.Amounts?[i] ?? 1;
        }
        return dense;
    }

    internal static double[][] Product(double[][] a, double[][] b) =>
        [.. a.Select(row => Enumerable.Range(0, b[0].Length).Select(j => row.Select((x, k) => x * b[k][j]).Sum()).ToArray())];

    private static double Expected(LinearFeatures features, int column, Visit visit, IReadOnlyList<Visit> earlier)
    {
        var size = TinyStudy.Encoder.Medications.Count;
        var (path, kind, code) = features.Meaning(column);
        if (path == ContributionPath.FirstVisit)
            return earlier.Count == 0 ? 1 : 0;
        if (code is null)
            return 0;
        if (column >= features.Count - 1 - size)
            return earlier.Count == 0 ? 0 : earlier.Average(before => before.Medications.Contains(code.Value) ? 1.0 : 0);
        var source = path == ContributionPath.History ? (earlier.Count == 0 ? null : earlier[^1]) : visit;
        return source?[kind!.Value].Contains(code.Value) == true ? 1 : 0;
    }
}
