using CafeMed.Learning.Causal;
using CafeMed.Learning.Causal.Adjustment;

namespace CafeMed.Tests.Learning.Causal;

/// <summary>The simulation of issue 4: what the intervals, errors and tests of ridge-dml are worth where the truth is known.</summary>
[Collection(TorchTests.Turn)]
public sealed class DmlSimulationTests(ITestOutputHelper output)
{
    private const int Repeats = 200;

    [Fact]
    public void Intervals_cover_errors_are_small_and_nulls_are_left_alone()
    {
        var (covered, missed, raw, falsely) = Simulate(perPatient: 1);

        Assert.InRange(covered, 0.93, 0.97);
        Assert.True(missed <= 0.25 * raw, $"root mean square error {missed:0.0000}, of the raw difference {raw:0.0000}");
        Assert.InRange(falsely, 0.04, 0.06);
    }

    [Fact]
    public void Intervals_cover_where_visits_of_a_patient_are_alike()
    {
        var (covered, _, _, falsely) = Simulate(perPatient: 5);

        Assert.InRange(covered, 0.93, 0.97);
        Assert.InRange(falsely, 0.03, 0.07);
    }

    private (double Covered, double Missed, double Raw, double Falsely) Simulate(int perPatient)
    {
        var (covered, nulls, falsely, missed, raw) = (0, 0, 0, 0.0, 0.0);
        var ct = TestContext.Current.CancellationToken;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var design = EffectDesigns.Confounded(3000, 1000 + repeat, perPatient);
            var fit = DmlPass.Fit(design, design.Passes[0], new EffectOptions { Penalty = 10 }, null, ct);
            var plain = RawPass.Fit(design, design.Passes[0], null, ct);
            for (var j = 0; j < EffectDesigns.Exposures; j++)
            {
                var (apart, error) = (fit.Difference[j] - EffectDesigns.Truth(j), Math.Sqrt(fit.Variance[j]));
                covered += Math.Abs(apart) <= 1.96 * error ? 1 : 0;
                missed += apart * apart;
                raw += Math.Pow(plain.Difference[j] - EffectDesigns.Truth(j), 2);
                if (EffectDesigns.Truth(j) == 0)
                    (nulls, falsely) = (nulls + 1, falsely + (Math.Abs(fit.Difference[j]) > 1.96 * error ? 1 : 0));
            }
        }
        var all = (double)Repeats * EffectDesigns.Exposures;
        var result = (covered / all, Math.Sqrt(missed / all), Math.Sqrt(raw / all), (double)falsely / nulls);
        output.WriteLine($"{perPatient} visit(s) a patient: coverage {result.Item1:0.000}, error {result.Item2:0.0000}, raw {result.Item3:0.0000}, false {result.Item4:0.000}");
        return result;
    }
}
