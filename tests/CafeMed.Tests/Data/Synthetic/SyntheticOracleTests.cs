using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

public sealed class SyntheticOracleTests(SyntheticPeople people) : IClassFixture<SyntheticPeople>
{
    [Fact]
    public void The_oracle_is_good_and_not_perfect() => Assert.InRange(people.Truth.Oracle.Jaccard, 0.55, 0.7);

    [Fact]
    public void Knowing_the_modifiers_is_worth_a_clear_margin()
    {
        Assert.True(people.Truth.Oracle.Jaccard - people.Truth.Oracle.JaccardWithoutModifiers > 0.02);
        Assert.True(people.Truth.Oracle.F1 - people.Truth.Oracle.F1WithoutModifiers > 0.02);
    }

    [Fact]
    public void Who_sees_only_the_record_reaches_nearly_what_who_knows_everything_does()
    {
        Assert.InRange(people.Truth.Oracle.RecordedJaccard, people.Truth.Oracle.Jaccard - 0.02, people.Truth.Oracle.Jaccard - 0.001);
        Assert.True(people.Truth.Oracle.RecordedJaccard > people.Truth.Oracle.JaccardWithoutModifiers + 0.02);
    }

    [Fact]
    public void What_is_hidden_is_worth_more_the_stronger_it_is()
    {
        double[] gaps = [.. new[] { 0.0, 1, 3 }.Select(confounding => SyntheticCohortTests.Create(new() { Patients = 500, Confounding = confounding }).Truth.Oracle)
            .Select(oracle => oracle.Jaccard - oracle.RecordedJaccard)];

        Assert.InRange(gaps[0], -0.002, gaps[1]);
        Assert.True(gaps[2] > 1.5 * gaps[1], string.Join(", ", gaps));
    }

    [Fact]
    public void The_probabilities_from_the_record_are_calibrated()
    {
        var recorded = new RecordedOracle(people.Known.Model);
        var (expected, given, visits) = (new double[10], new double[10], new int[10]);
        foreach (var person in people.Known.Truths)
        {
            recorded.Begin();
            for (var t = 0; t < person.Length; t++)
            {
                var probabilities = recorded.Probabilities(person[t], t == 0 ? null : person[t - 1], more: true);
                for (var m = 0; m < probabilities.Length; m++)
                {
                    var bin = Math.Min(9, (int)(10 * probabilities[m]));
                    (expected[bin], given[bin], visits[bin]) = (expected[bin] + probabilities[m], given[bin] + (person[t].Labels[m] ? 1 : 0), visits[bin] + 1);
                }
            }
        }

        Assert.All(Enumerable.Range(0, 10), bin => Assert.Equal(expected[bin] / visits[bin], given[bin] / visits[bin], 0.015));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.4)]
    [InlineData(0.5)]
    public void No_threshold_on_the_true_probabilities_beats_the_oracle(double threshold) =>
        Assert.True(people.Truth.Oracle.Jaccard >= Mean((patient, t) => Above(patient.Visits[t].Id, threshold)));

    [Fact]
    public void The_oracle_beats_what_is_popular()
    {
        var popular = people.GroupVisits.SelectMany(visit => visit.Medications).GroupBy(code => code)
            .OrderByDescending(same => same.Count()).Take(16).Select(same => same.Key).ToHashSet();

        Assert.True(people.Truth.Oracle.Jaccard > 0.15 + Mean((_, _) => popular));
    }

    [Fact]
    public void The_oracle_beats_copying_the_last_visit_and_copying_is_worth_something()
    {
        var copied = Mean((patient, t) => t == 0 ? [] : [.. patient.Visits[t - 1].Medications], patient => patient.Visits.Length > 1, first: 1);
        var oracle = Mean((patient, t) => Above(patient.Visits[t].Id, 0.4), patient => patient.Visits.Length > 1, first: 1);

        Assert.InRange(copied, 0.3, 0.5);
        Assert.True(oracle > 0.1 + copied);
    }

    [Fact]
    public void Every_visit_is_scored() => Assert.Equal(people.Cohort.VisitCount, people.Truth.Oracle.Visits);

    private HashSet<Code> Above(string visit, double threshold)
    {
        var probabilities = people.Known.Probabilities(visit).ToArray();
        return [.. people.Known.Medications.Where((_, m) => probabilities[m] > threshold)];
    }

    private double Mean(Func<Patient, int, HashSet<Code>> propose, Func<Patient, bool>? who = null, int first = 0) =>
        people.Cohort.AtLevel(4).Patients.Where(who ?? (_ => true)).Average(patient =>
            Enumerable.Range(first, patient.Visits.Length - first).Average(t => Jaccard(propose(patient, t), patient.Visits[t].Medications)));

    private static double Jaccard(HashSet<Code> proposed, CodeSet given)
    {
        var hits = given.Count(proposed.Contains);
        return proposed.Count + given.Count == 0 ? 1 : hits / (double)(proposed.Count + given.Count - hits);
    }
}
