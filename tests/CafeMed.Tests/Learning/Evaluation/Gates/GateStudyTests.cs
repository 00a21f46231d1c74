using CafeMed.Learning.Encoding;
using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Networks;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Evaluation.Gates;

/// <summary>One disease that calls for one drug twice as strongly in women as in men; nothing else is so.</summary>
[Collection(TorchTests.Turn)]
public sealed class GateStudyTests
{
    private static readonly Code Disease = new(CodeSystem.Icd10Cm, "D0");
    private static readonly Code Other = new(CodeSystem.Icd10Cm, "D1");
    private static readonly Code Drug = Code.Atc("A10BA");
    private static readonly Code Bystander = Code.Atc("B01AC");
    private static readonly Cohort Trained = People(1500, 1);
    private static readonly PatientEncoder Encoder = new(Vocabularies.Of(Trained));
    private static readonly VisitTable Training = Encoder.Encode(Trained.Patients);
    private static readonly VisitTable Test = Encoder.Encode(People(900, 2).Patients);
    private static readonly PlantedGates Truth = new([(Disease, Drug)], (visit, _) => visit[0] == 'f' ? 1.4 : 0.6);

    [Theory]
    [InlineData(1.4, 0.6, 1)]
    [InlineData(0.6, 1.4, -1)]
    public void Gates_that_say_what_is_true_agree_and_their_opposite_disagrees(double women, double men, int sign)
    {
        using var network = new BySex(women, men);

        var found = GateStudy.Of(network, Training, Test, Truth, 3, TestContext.Current.CancellationToken)!;

        var sex = found.Strata.Single(stratum => stratum.Name == "sex");
        Assert.Equal(sign, Math.Sign(found.Correlation.Estimate));
        Assert.True(found.Correlation.Lower * found.Correlation.Upper > 0, $"{found.Correlation}");
        Assert.Equal(sign, sex.Correlation.Estimate, 0.2);
        Assert.Equal(sign, found.Planted!.Correlation.Estimate, 1e-6);
        Assert.Equal((1, 1), (found.Pairs, found.Planted.Pairs));
        Assert.Equal(Test[Channel.Diagnosis].Tokens.Count(token => Encoder.CodeOf(Channel.Diagnosis, token).Code == Disease), found.Planted.Visits);
        Assert.True(found.Planted.Perfect.Lower > 0);
    }

    [Fact]
    public void The_slope_says_how_far_gates_must_be_stretched()
    {
        using var timid = new BySex(1.1, 0.9);
        using var right = new BySex(1.4, 0.6);

        var (small, large) = (Slope(timid), Slope(right));

        // (1.4 - 0.6) / (1.4 + 0.6) is four times (1.1 - 0.9) / (1.1 + 0.9).
        Assert.Equal(large * 4, small, 0.2 * small);
        Assert.InRange(GateStudy.Of(right, Training, Test, null, 3, TestContext.Current.CancellationToken)!.Spread, 0.35, 0.45);
        Assert.InRange(large, 0.3, 2);
    }

    [Fact]
    public void Gates_that_are_the_same_for_all_agree_with_nothing_and_that_is_said()
    {
        using var network = new BySex(1, 1);

        var found = GateStudy.Of(network, Training, Test, Truth, 3, TestContext.Current.CancellationToken)!;

        Assert.Equal(double.NaN, found.Correlation.Estimate);
        Assert.Equal(double.NaN, found.Planted!.Correlation.Estimate);
        Assert.Contains("do not vary", string.Join(' ', CafeMed.Learning.Evaluation.Report.Sections.GateSection.Words(found)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_answer_and_a_network_without_gates_gives_none()
    {
        using var network = new BySex(1.3, 0.9);
        using var without = new Silent();

        var (one, two) = (Slope(network), Slope(network));

        Assert.Equal(one, two);
        Assert.Null(GateStudy.Of(without, Training, Test, null, 3, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Too_few_people_give_no_pairs_and_no_numbers()
    {
        using var network = new BySex(1.3, 0.9);
        var few = Encoder.Encode(People(12, 4).Patients);

        var found = GateStudy.Of(network, Training, few, null, 3, TestContext.Current.CancellationToken)!;

        Assert.Equal((0, 0), (found.Pairs, found.Cells));
        Assert.Equal(double.NaN, found.Correlation.Estimate);
    }

    [Fact]
    public void Residuals_are_those_of_ridge_regressions_written_out()
    {
        using var ridge = RidgeResiduals.Fit(Training, TestContext.Current.CancellationToken);
        var token = Encoder.Vocabularies[CodeKind.Diagnosis].IndexOf(Disease);
        var (exposure, outcome) = (new List<double>(), new List<double>());

        ridge.Each(Test, [(Channel.Diagnosis, token)], (_, r, e) =>
        {
            exposure.AddRange(r.data<double>().ToArray());
            outcome.AddRange(e.data<double>().ToArray());
        }, TestContext.Current.CancellationToken);

        var (r, e) = PlainResiduals.Of(Training, Test, token);
        Assert.Equal(r.Length, exposure.Count);
        for (var i = 0; i < r.Length; i++)
            Assert.Equal(r[i], exposure[i], 1e-6);
        for (var i = 0; i < e.Length; i++)
            Assert.Equal(e[i], outcome[i], 1e-6);
    }

    private static double Slope(MedicationNetwork network) =>
        GateStudy.Of(network, Training, Test, null, 3, TestContext.Current.CancellationToken)!.Slope.Estimate;

    private static Cohort People(int count, int seed)
    {
        var random = new Random(seed);
        return new("sexes", [.. Enumerable.Range(0, count).Select(n =>
        {
            var (female, ill, other) = (random.NextDouble() < 0.5, random.NextDouble() < 0.4, random.NextDouble() < 0.3);
            var chance = !ill ? 0.15 : female ? 0.75 : 0.35;
            CodeSet given = CodeSet.From(new[] { (Drug, chance), (Bystander, 0.3) }.Where(drug => random.NextDouble() < drug.Item2).Select(drug => drug.Item1));
            CodeSet diagnoses = CodeSet.From(new[] { (Disease, ill), (Other, other) }.Where(code => code.Item2).Select(code => code.Item1));
            var stay = Small.Stay($"{(female ? 'f' : 'm')}{seed}-{n}", 2150, diagnoses, [], given);
            return new Patient($"p{seed}-{n}", [stay with { Codes = stay.Codes.With(CodeKind.Sex, [new(CodeSystem.Local, female ? "f" : "m")]) }]);
        })]);
    }

    // Gates that know the sex and nothing else.
    private sealed class BySex(double women, double men) : MedicationNetwork(nameof(BySex))
    {
        public override bool HasGates => true;

        public override Tensor forward(VisitBatch input) => zeros(input.Visits, Encoder.Medications.Count);

        public override Tensor Gates(VisitBatch batch, Channel channel, Tensor tokens)
        {
            var (size, width) = (Encoder.Medications.Count, (int)tokens.shape[0]);
            var context = batch[Channel.Context];
            var (owner, sex) = (context.Owner.data<long>().ToArray(), context.Tokens.data<long>().ToArray());
            var gates = new float[batch.Visits * width * size];
            for (var i = 0; i < owner.Length; i++)
                Array.Fill(gates, (float)(Encoder.CodeOf(Channel.Context, (int)sex[i]).Code?.Value == "f" ? women : men), (int)owner[i] * width * size, width * size);
            return tensor(gates, batch.Visits, width, size);
        }
    }

    private sealed class Silent() : MedicationNetwork(nameof(Silent))
    {
        public override Tensor forward(VisitBatch input) => zeros(input.Visits, Encoder.Medications.Count);
    }
}
