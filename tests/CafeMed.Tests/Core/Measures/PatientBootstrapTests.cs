using CsCheck;

namespace CafeMed.Tests.Core.Measures;

public sealed class PatientBootstrapTests
{
    private static readonly Gen<double[]> s_values = Gen.Double[-1, 1].Array[2, 40];

    [Fact]
    public void The_estimate_is_the_mean_of_the_data() => s_values.Sample(values =>
        Assert.Equal(values.Average(), new PatientBootstrap(values.Length, seed: 1, draws: 100).Mean(values).Estimate, 9));

    [Fact]
    public void The_interval_is_in_order_and_within_the_data() => s_values.Sample(values =>
    {
        var interval = new PatientBootstrap(values.Length, seed: 1, draws: 200).Mean(values);

        Assert.True(interval.Lower <= interval.Upper);
        Assert.InRange(interval.Lower, values.Min() - 1e-12, values.Max() + 1e-12);
        Assert.InRange(interval.Upper, values.Min() - 1e-12, values.Max() + 1e-12);
        Assert.InRange(interval.Estimate, interval.Lower - 1e-9, interval.Upper + 1e-9);
    });

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_does_not()
    {
        var values = Normal(new Random(5), 30);

        Assert.Equal(new PatientBootstrap(30, seed: 3).Mean(values), new PatientBootstrap(30, seed: 3).Mean(values));
        Assert.NotEqual(new PatientBootstrap(30, seed: 3).Mean(values).Lower, new PatientBootstrap(30, seed: 4).Mean(values).Lower);
    }

    [Fact]
    public void Equal_patients_leave_nothing_to_doubt() =>
        Assert.Equal(new Interval(0.5, 0.5, 0.5), new PatientBootstrap(10, seed: 1).Mean(Enumerable.Repeat(0.5, 10).ToArray()));

    [Fact]
    public void Patients_without_a_value_are_left_out_of_estimate_and_interval()
    {
        double[] values = [0.5, double.NaN, double.NaN, double.NaN];

        Assert.Equal(new Interval(0.5, 0.5, 0.5), new PatientBootstrap(4, seed: 1).Mean(values));
    }

    [Fact]
    public void A_rate_is_pooled_over_patients_and_not_averaged()
    {
        var rate = new PatientBootstrap(2, seed: 1).Ratio(new double[] { 1, 0 }, new double[] { 1, 9 });

        Assert.Equal(0.1, rate.Estimate, 1e-12);
    }

    [Fact]
    public void Without_anything_to_count_a_rate_is_zero() =>
        Assert.Equal(new Interval(0, 0, 0), new PatientBootstrap(2, seed: 1).Ratio(new double[] { 0, 0 }, new double[] { 0, 0 }));

    [Fact]
    public void Turning_a_difference_round_turns_its_sign()
    {
        var (random, bootstrap) = (new Random(8), new PatientBootstrap(25, seed: 2));
        var (a, b) = (Normal(random, 25), Normal(random, 25));

        var (there, back) = (bootstrap.Difference(a, b), bootstrap.Difference(b, a));

        Assert.Equal(there.Estimate, -back.Estimate, 1e-12);
        Assert.Equal(there.Lower, -back.Upper, 1e-9);
        Assert.Equal(there.Upper, -back.Lower, 1e-9);
    }

    [Fact]
    public void Differences_are_paired()
    {
        var (random, bootstrap) = (new Random(8), new PatientBootstrap(40, seed: 2));
        var a = Normal(random, 40);
        var better = a.Select(value => value + 0.01).ToArray();

        var lead = bootstrap.Difference(better, a);

        Assert.Equal(0.01, lead.Lower, 1e-9);
        Assert.True(bootstrap.Mean(a).Upper > bootstrap.Mean(better).Lower);
    }

    [Fact]
    public void Data_of_another_length_than_the_draws_are_refused()
    {
        var bootstrap = new PatientBootstrap(3, seed: 1, draws: 10);

        Assert.Throws<ArgumentException>(() => bootstrap.Mean(new double[4]));
        Assert.Throws<ArgumentException>(() => bootstrap.Ratio(new double[3], new double[4]));
        Assert.Throws<ArgumentException>(() => bootstrap.Difference(new double[3], new double[2]));
    }

    [Fact]
    public void About_nineteen_intervals_in_twenty_hold_the_truth()
    {
        var random = new Random(20);
        var covered = 0;

        for (var study = 0; study < 200; study++)
        {
            var interval = new PatientBootstrap(60, seed: study, draws: 400).Mean(Normal(random, 60));
            covered += interval.Lower <= 0 && 0 <= interval.Upper ? 1 : 0;
        }

        Assert.InRange(covered, 178, 199);
    }

    private static double[] Normal(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];

    [Fact]
    public void Draws_that_are_not_kept_are_drawn_again_to_the_same_bits()
    {
        var values = Enumerable.Range(0, 30).Select(i => Math.Sin(i)).ToArray();

        var again = new PatientBootstrap(30, seed: 3, draws: 200, kept: 10);

        Assert.Equal(new PatientBootstrap(30, seed: 3, draws: 200).Mean(values), again.Mean(values));
        Assert.Equal(again.Mean(values), again.Mean(values));
    }
}
