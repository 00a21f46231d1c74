using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Core.Deciding;

public sealed class ConformalSetsTests
{
    // Two kinds of patients, of whom one is predicted badly; visits of one patient are alike.
    [Theory]
    [InlineData(0.1, 40)]
    [InlineData(0.05, 60)]
    [InlineData(0.2, 15)]
    [InlineData(0.3, 200)]
    public void Over_many_studies_the_share_missed_of_new_patients_is_at_most_what_was_promised_and_not_much_less(double rate, int patients)
    {
        var draw = new Random(17);
        const int Studies = 3000;
        var risks = new double[Studies];
        for (var study = 0; study < Studies; study++)
        {
            var people = Enumerable.Range(0, patients + 1).Select(_ => Somebody(draw)).ToArray();
            var drugs = people[..patients].SelectMany(person => person.SelectMany(visit => visit.Select(p => (p, Weight: 1.0 / person.Length / visit.Length)))).OrderBy(one => one.p).ToArray();

            var (from, missed) = ConformalSets.Bound([.. drugs.Select(one => one.p)], [.. drugs.Select(one => one.Weight)], patients, rate);

            Assert.InRange(missed, 0, rate);
            risks[study] = people[patients].Average(visit => visit.Count(p => p < from) / (double)visit.Length);
        }
        var mean = risks.Average();
        var error = Math.Sqrt(risks.Sum(risk => (risk - mean) * (risk - mean))) / Studies;
        Assert.InRange(mean, rate - 2.0 / (patients + 1) - 3 * error, rate + 2 * error);
    }

    [Fact]
    public void A_set_of_everything_is_all_that_can_be_promised_with_too_few_patients()
    {
        Assert.Equal((0, 0), ConformalSets.Bound([0.4, 0.9], [0.5, 0.5], 2, 0.1));
        Assert.Equal((0, 0), ConformalSets.Bound([], [], 0, 0.1));
    }

    [Fact]
    public void Drugs_that_are_equally_probable_are_missed_together()
    {
        var (from, missed) = ConformalSets.Bound([0.1, 0.3, 0.3, 0.8], [0.25, 0.25, 0.25, 0.25], 9, 0.15);

        Assert.Equal((0.3, 0.25 / 9), (from, missed));
    }

    [Fact]
    public void Of_a_table_it_is_the_mean_over_patients_of_their_visits()
    {
        var (table, draw) = (TinyStudy.Table, new Random(2));
        var logits = table.Truth().Select(given => (float)(draw.NextDouble() * 6 - (given ? 2 : 4))).ToArray();

        var bounds = ConformalSets.Of(logits, table, ConformalSets.MissRates);

        Assert.Equal(bounds.OrderBy(bound => bound.From), bounds);
        Assert.All(bounds, bound =>
        {
            var losses = ConformalSets.Losses(logits, table, bound.From).Where(loss => !double.IsNaN(loss)).ToArray();
            Assert.Equal(losses.Average(), bound.Missed, 1e-12);
            Assert.True((losses.Sum() + 1) / (losses.Length + 1) <= bound.MissRate || bound.From == 0);
            var larger = ConformalSets.Losses(logits, table, Math.BitIncrement(bound.From)).Where(loss => !double.IsNaN(loss)).ToArray();
            Assert.True((larger.Sum() + 1) / (larger.Length + 1) > bound.MissRate, "a larger bound would have kept the promise");
            Assert.Equal(logits.Count(logit => LogOdds.Probability(logit) >= bound.From) / (double)table.Visits, bound.DrugsPerVisit, 1e-12);
        });
        Assert.Contains(bounds, bound => bound.From > 0);
    }

    private static double[][] Somebody(Random draw)
    {
        var shift = draw.NextDouble() < 0.3 ? -2 : 0.5;
        return [.. Enumerable.Range(0, 1 + draw.Next(4)).Select(_ => Enumerable.Range(0, 1 + draw.Next(12))
            .Select(_ => LogOdds.Probability(shift + 4 * (draw.NextDouble() - 0.5))).ToArray())];
    }
}
