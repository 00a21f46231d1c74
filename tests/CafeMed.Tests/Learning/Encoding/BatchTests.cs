using CafeMed.Learning.Encoding;
using CafeMed.Tests.Learning.Layers;
using CsCheck;

namespace CafeMed.Tests.Learning.Encoding;

public sealed class BatchTests
{
    private static readonly VisitTable Table = TinyStudy.Encoder.Encode([.. TinyStudy.Cohort(20, 1).Patients, TinyStudy.Stranger]);
    private static readonly Gen<int[]> Patients = Gen.Int[0, 20].Array[1, 8].Select(drawn => drawn.Distinct().ToArray());

    [Fact]
    public void A_batch_holds_the_rows_of_its_patients() => Patients.Sample(patients =>
    {
        using var batch = Table.Batch(patients);
        var rows = patients.SelectMany(p => Enumerable.Range(Table.PatientOffsets[p], Table.VisitsOf(p))).ToArray();

        Assert.Equal(rows, batch.Rows);
        Assert.Equal((patients.Length, rows.Length, patients.Max(Table.VisitsOf)), (batch.Patients, batch.Visits, batch.Steps));
        Assert.Equal(
            patients.SelectMany((p, b) => Enumerable.Range(0, Table.VisitsOf(p)).Select(t => b * batch.Steps + t)), Plain.Integers(batch.Slots));
        Plain.Near([.. rows.Select(row => new double[] { Table.Gaps[row], Table.Numbers[row] == 0 ? 1 : 0 })], batch.Time, 1e-6);
        Plain.Near([.. rows.Select(row => Enumerable.Range(0, TinyStudy.Encoder.Medications.Count)
            .Select(m => Table.Targets[row].Contains(m) ? 1.0 : 0).ToArray())], batch.Targets, 0);
    }, iter: 50, threads: 1);

    [Fact]
    public void Tokens_stand_where_the_layout_says() => Patients.Sample(patients =>
    {
        using var batch = Table.Batch(patients);
        foreach (var channel in Enum.GetValues<Channel>())
        {
            var (tokens, lists) = (batch[channel], batch.Rows.Select(row => Table[channel][row].ToArray()).ToArray());
            var flat = lists.SelectMany(list => list).ToArray();
            Assert.Equal(flat, Plain.Integers(tokens.Tokens));
            Assert.Equal(lists.SelectMany((list, v) => list.Select(_ => v)), Plain.Integers(tokens.Owner));
            Assert.Equal(lists.Select(list => (double)list.Length), Plain.Rows(tokens.Counts).Select(row => row[0]));
            var wide = lists.Max(list => list.Length) + 1;
            Assert.Equal([batch.Visits, wide], tokens.Places.shape);
            Check(lists, flat.Length, wide, Plain.Integers(tokens.Places), tokens.Mask.data<bool>().ToArray(), Plain.Integers(tokens.Back));
        }
    }, iter: 50, threads: 1);

    [Fact]
    public void Every_patient_trains_exactly_once_an_epoch_with_others_of_about_as_many_visits() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int, Gen.Int[0, 50]).Sample((size, seed, epoch) =>
        {
            var batches = BatchOrder.Shuffled(Table, size, seed, epoch);

            Assert.Equal(Enumerable.Range(0, 21), batches.SelectMany(batch => batch).Order());
            Assert.All(batches, batch => Assert.InRange(batch.Length, 1, size));
            var spans = batches.Select(batch => (Least: batch.Min(Table.VisitsOf), Most: batch.Max(Table.VisitsOf))).OrderBy(span => span).ToArray();
            Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.Most <= pair.Second.Least));
            Assert.Equal(batches, BatchOrder.Shuffled(Table, size, seed, epoch));
        }, iter: 100);

    [Fact]
    public void Another_epoch_or_seed_brings_another_order()
    {
        var order = BatchOrder.Shuffled(Table, 4, 7, 0);

        Assert.NotEqual(order.SelectMany(batch => batch), BatchOrder.Shuffled(Table, 4, 7, 1).SelectMany(batch => batch));
        Assert.NotEqual(order.SelectMany(batch => batch), BatchOrder.Shuffled(Table, 4, 8, 0).SelectMany(batch => batch));
    }

    [Fact]
    public void Scoring_reads_every_patient_once_from_few_visits_to_many()
    {
        var order = BatchOrder.Sorted(Table, 4).SelectMany(batch => batch).ToArray();

        Assert.Equal(Enumerable.Range(0, 21), order.Order());
        Assert.Equal(order.Select(Table.VisitsOf).Order(), order.Select(Table.VisitsOf));
    }

    // Place by place: the next token of the visit, or nothing; attention may also rest on the last place, which is empty.
    private static void Check(int[][] lists, int total, int wide, int[] places, bool[] mask, int[] back)
    {
        var next = 0;
        for (var v = 0; v < lists.Length; v++)
            for (var n = 0; n < wide; n++)
            {
                var filled = n < lists[v].Length;
                Assert.Equal(filled ? next : total, places[v * wide + n]);
                Assert.Equal(filled || n == wide - 1, mask[v * wide + n]);
                if (filled)
                    Assert.Equal(v * wide + n, back[next++]);
            }
        Assert.Equal(back.Length, next);
    }
}
