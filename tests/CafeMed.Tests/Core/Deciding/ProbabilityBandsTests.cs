namespace CafeMed.Tests.Core.Deciding;

public sealed class ProbabilityBandsTests
{
    private const int Drugs = 40;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.4, 0)]
    [InlineData(0.4, 0.6)]
    [InlineData(0, 0.6)]
    public void The_interval_holds_the_long_run_share_of_about_95_of_100_predictions(double drugSpread, double patientSpread)
    {
        var draw = new Random(23);
        var (inside, all) = (0, 0);
        for (var study = 0; study < 30; study++)
        {
            var offsets = Enumerable.Range(0, Drugs).Select(_ => drugSpread * Bell(draw)).ToArray();
            var (logits, truth, patients) = People(draw, offsets, patientSpread);
            var knowledge = Knowledge(ProbabilityBands.Of(logits, truth, patients, Drugs));
            for (var i = 0; i < 2000; i++)
            {
                var (drug, logit) = (draw.Next(Drugs), 5 * draw.NextDouble() - 4);
                var observed = knowledge.ObservedAt(LogOdds.Probability(logit))!.Value;
                var share = Share(logit + offsets[drug], patientSpread);
                inside += share >= observed.Lower && share <= observed.Upper ? 1 : 0;
                all++;
            }
        }
        Assert.InRange((double)inside / all, 0.92, drugSpread + patientSpread == 0 ? 0.995 : 0.99);
    }

    [Fact]
    public void Bands_cover_everything_once_and_hold_what_they_say()
    {
        var draw = new Random(5);
        var (logits, truth, patients) = People(draw, new double[Drugs], 0);

        var bands = ProbabilityBands.Of(logits, truth, patients, Drugs);

        Assert.Equal(logits.Length, bands.Sum(band => band.Predictions));
        Assert.Equal(truth.Count(given => given), bands.Sum(band => band.Predictions * band.Observed), 1e-6);
        Assert.All(bands, band => Assert.True(band.Predictions >= 200 && band.Lower <= band.Observed && band.Observed <= band.Upper));
        Assert.Equal(bands.Select(band => band.UpTo).Order(), bands.Select(band => band.UpTo));
        Assert.Equal(1, bands[^1].UpTo);
        Assert.InRange(bands.Length, 6, 20);
    }

    [Fact]
    public void Equal_predictions_fall_into_one_band()
    {
        var logits = Enumerable.Repeat(-1f, 600).Concat(Enumerable.Repeat(1f, 600)).ToArray();
        var truth = logits.Select((logit, i) => i % 4 < (logit > 0 ? 3 : 1)).ToArray();

        var bands = ProbabilityBands.Of(logits, truth, [.. Enumerable.Range(0, 120).Select(v => v / 2)], 10);

        Assert.Equal([0.25, 0.75], bands.Select(band => band.Observed));
    }

    [Fact]
    public void Too_few_predictions_or_patients_give_none()
    {
        Assert.Empty(ProbabilityBands.Of(new float[190], new bool[190], [.. Enumerable.Range(0, 19)], 10));
        Assert.Empty(ProbabilityBands.Of(new float[1000], new bool[1000], new int[100], 10));
        Assert.Null(Knowledge([]).ObservedAt(0.5));
    }

    [Fact]
    public void Wilson_s_interval_is_the_one_of_the_tables()
    {
        var (lower, upper) = ProbabilityBands.Wilson(0.1, 100);
        Assert.Equal(0.0552, lower, 4);
        Assert.Equal(0.1744, upper, 4);
        Assert.Equal(0, ProbabilityBands.Wilson(0, 50).Lower);
        Assert.Equal(0.0713, ProbabilityBands.Wilson(0, 50).Upper, 4);
    }

    private static DecisionKnowledge Knowledge(IEnumerable<ProbabilityBand> bands) => new()
    {
        Patients = 1, HeldApart = true, MissRate = 0.1, Bounds = [new(0.1, 0, 0, 0)], Bands = [.. bands], Abstention = new(0, 0, null, 1, null),
    };

    // What a patient adds is common to all their drugs and visits, and nobody's prediction knows it.
    private static (float[] Logits, bool[] Truth, int[] Patients) People(Random draw, double[] offsets, double patientSpread)
    {
        var (logits, truth, patients) = (new List<float>(), new List<bool>(), new List<int>());
        for (var patient = 0; patient < 150; patient++)
        {
            var own = patientSpread * Bell(draw);
            for (var visit = 0; visit < 1 + patient % 3; visit++)
            {
                patients.Add(patient);
                for (var drug = 0; drug < Drugs; drug++)
                {
                    logits.Add((float)(5 * draw.NextDouble() - 4));
                    truth.Add(draw.NextDouble() < LogOdds.Probability(logits[^1] + offsets[drug] + own));
                }
            }
        }
        return ([.. logits], [.. truth], [.. patients]);
    }

    // Over patients, by a sum over the quantiles of the bell.
    private static double Share(double logit, double patientSpread) =>
        Enumerable.Range(-20, 41).Sum(i => LogOdds.Probability(logit + patientSpread * i / 5) * Math.Exp(-i * i / 50.0)) / Enumerable.Range(-20, 41).Sum(i => Math.Exp(-i * i / 50.0));

    private static double Bell(Random draw) => Math.Sqrt(-2 * Math.Log(1 - draw.NextDouble())) * Math.Cos(2 * Math.PI * draw.NextDouble());
}
