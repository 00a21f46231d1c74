using CafeMed.Learning.Encoding;
using CsCheck;

namespace CafeMed.Tests.Learning.Encoding;

public sealed class BatchOrderTests
{
    private static readonly Gen<int[]> s_visits = Gen.Frequency((8, Gen.Int[1, 4]), (1, Gen.Int[5, 60])).Array[1, 40];

    [Fact]
    public void A_batch_holds_at_most_four_visits_for_each_patient_it_may_hold_unless_it_is_one_patient() =>
        Gen.Select(s_visits, Gen.Int[1, 9], Gen.Int).Sample((visits, size, seed) =>
        {
            var table = Table(visits);

            foreach (var batches in new IEnumerable<int[]>[] { BatchOrder.Shuffled(table, size, seed, 3), BatchOrder.Sorted(table, size) })
            {
                var cut = batches.ToArray();
                Assert.Equal(Enumerable.Range(0, visits.Length), cut.SelectMany(batch => batch).Order());
                Assert.All(cut, batch => Assert.InRange(batch.Length, 1, size));
                Assert.All(cut, batch => Assert.True(batch.Length == 1 || batch.Sum(table.VisitsOf) <= 4 * size));
            }
        }, iter: 60);

    [Fact]
    public void A_batch_is_cut_no_smaller_than_it_must_be() =>
        Gen.Select(s_visits, Gen.Int[1, 9]).Sample((visits, size) =>
        {
            var table = Table(visits);
            var batches = BatchOrder.Sorted(table, size).ToArray();

            Assert.All(batches.Zip(batches.Skip(1)), pair => Assert.True(
                pair.First.Length == size || pair.First.Sum(table.VisitsOf) + table.VisitsOf(pair.Second[0]) > 4 * size));
        }, iter: 60);

    private static VisitTable Table(int[] visits) => TinyStudy.Encoder.Encode([.. visits.Select((count, p) => new Patient(
        $"p{p}", [.. Enumerable.Range(0, count).Select(t => TinyStudy.Stay($"{p}-{t}", t, [TinyStudy.Diagnoses[p % 10]], [], [], []))]))]);
}
