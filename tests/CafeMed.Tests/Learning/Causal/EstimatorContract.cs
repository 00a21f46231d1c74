using CafeMed.Learning.Causal;
using CafeMed.Learning.Studies;

namespace CafeMed.Tests.Learning.Causal;

/// <summary>What every estimator keeps, whoever adds one: no input, however poor, gives a number that is none.</summary>
[Collection(TorchTests.Turn)]
public sealed class EstimatorContract
{
    private static readonly Code Everyone = new(CodeSystem.Icd10Cm, "A001"), Twin = new(CodeSystem.Icd10Cm, "B002"), SecondTwin = new(CodeSystem.Icd10Cm, "S003");
    private static readonly Code Decisive = new(CodeSystem.Icd10Cm, "E119"), Plain = new(CodeSystem.Icd10Cm, "I10"), Nobody = new(CodeSystem.Icd10Cm, "Z999");
    private static readonly Code Insulin = Code.Atc("A10AB"), Common = Code.Atc("N02BE"), Always = Code.Atc("B05XA"), Never = Code.Atc("V03AB");

    public static TheoryData<string> Names => [.. Study.Estimators.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Poor_input_gives_finite_numbers(string name)
    {
        var effects = Estimate(name, Poor(400));

        AllFinite(effects);
        var channel = effects.Of(CodeKind.Diagnosis)!;
        Assert.Equal(channel.Treatments.Count * channel.Outcomes.Count, channel.Estimates.Length);
        Assert.True(channel[Row(channel, Decisive), Column(channel, Insulin)].RiskDifference > 0.5);
        if (channel.Inference.IsEmpty)
            return;
        foreach (var drug in new[] { Insulin, Common })
        {
            Assert.True(Flags(channel, Everyone, drug).HasFlag(EffectFlags.Constant));
            Assert.True(Flags(channel, Nobody, drug).HasFlag(EffectFlags.Constant));
        }
        Assert.True(Flags(channel, Plain, Never).HasFlag(EffectFlags.Constant));
        Assert.True(Flags(channel, Plain, Always).HasFlag(EffectFlags.Constant));
        Assert.Equal(channel[Row(channel, Twin), Column(channel, Common)].RiskDifference, channel[Row(channel, SecondTwin), Column(channel, Common)].RiskDifference, 1e-3);
    }

    [Theory]
    [InlineData("ridge-dml")]
    [InlineData("aipw")]
    public void Codes_that_are_always_together_are_not_told_apart(string name)
    {
        var cohort = Poor(400);

        var effects = Study.Estimators.Create(name).Estimate(
            cohort, VocabulariesOf(cohort), new EffectOptions { Track = EffectTrack.Direct, Penalty = 1 }, null, TestContext.Current.CancellationToken);

        AllFinite(effects);
        var channel = effects.Of(CodeKind.Diagnosis)!;
        Assert.True(Flags(channel, Twin, Common).HasFlag(EffectFlags.NoOverlap));
        Assert.True(Flags(channel, SecondTwin, Common).HasFlag(EffectFlags.NoOverlap));
        Assert.False(Flags(channel, Plain, Common).HasFlag(EffectFlags.NoOverlap));
        Assert.Equal("no overlap", EffectVerdict.Of(channel, Row(channel, Twin), Column(channel, Common), adjusted: true).Words);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_patient_gives_finite_numbers_and_no_finding(string name)
    {
        var effects = Estimate(name, new Cohort("one", [Poor(12).Patients[0]]));

        AllFinite(effects);
        Assert.All(effects.Channels.SelectMany(channel => channel.Inference), one => Assert.Equal(1, one.Q));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cohort_without_codes_gives_empty_or_finite_channels(string name) =>
        AllFinite(Study.Estimators.Create(name).Estimate(Small.Named(["a", "b", "c"]), Vocabularies.Of(Small.Cohort), TestContext.Current.CancellationToken));

    [Theory]
    [MemberData(nameof(Names))]
    public void Estimating_twice_gives_the_same_and_remembers_who(string name)
    {
        var cohort = Poor(150);

        var (first, second) = (Estimate(name, cohort), Estimate(name, cohort));

        Assert.Equal(name, first.Estimator);
        Assert.Equal(Fingerprint.Of(cohort.Patients).Digest, first.FittedOn.Digest);
        foreach (var (one, other) in first.Channels.Zip(second.Channels))
            Assert.Equal(one.Estimates.AsSpan(), other.Estimates.AsSpan());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Estimating_can_be_stopped(string name) => Assert.Throws<OperationCanceledException>(() =>
        Study.Estimators.Create(name).Estimate(Poor(40), VocabulariesOf(Poor(40)), new CancellationToken(canceled: true)));

    private static CausalEffects Estimate(string name, Cohort cohort) =>
        Study.Estimators.Create(name).Estimate(cohort, VocabulariesOf(cohort), TestContext.Current.CancellationToken);

    private static Vocabularies VocabulariesOf(Cohort cohort)
    {
        var own = Vocabularies.Of(cohort);
        return new(own.All.Select(vocabulary => vocabulary.Kind switch
        {
            CodeKind.Diagnosis => new Vocabulary(CodeKind.Diagnosis, [.. vocabulary.Codes, Nobody]),
            CodeKind.Medication => new Vocabulary(CodeKind.Medication, [.. vocabulary.Codes, Never]),
            _ => vocabulary,
        }), own.FittedOn);
    }

    // Two visits each: a code of everybody, two codes that are always together, one that decides the drug alone.
    private static Cohort Poor(int patients)
    {
        var random = new Random(3);
        return new("poor", [.. Enumerable.Range(0, patients).Select(p => new Patient($"p{p}", [.. Enumerable.Range(0, 2).Select(t =>
        {
            var (twins, decided, plain) = (random.Next(3) == 0, random.Next(3) == 0, random.Next(2) == 0);
            var diagnoses = new List<Code> { Everyone };
            diagnoses.AddRange(twins ? [Twin, SecondTwin] : []);
            diagnoses.AddRange(decided ? [Decisive] : []);
            diagnoses.AddRange(plain ? [Plain] : []);
            var drugs = new List<Code> { Always };
            drugs.AddRange(decided ? [Insulin] : []);
            drugs.AddRange(random.NextDouble() < (twins ? 0.6 : 0.3) ? [Common] : []);
            return Small.Stay($"{p}-{t}", 2150 + t, CodeSet.From(diagnoses), [], CodeSet.From(drugs));
        })]))]);
    }

    private static int Row(EffectChannel channel, Code code) => channel.Treatments.IndexOf(code);

    private static int Column(EffectChannel channel, Code drug) => channel.Outcomes.IndexOf(drug);

    private static EffectFlags Flags(EffectChannel channel, Code code, Code drug) => channel.InferenceOf(Row(channel, code), Column(channel, drug)).Flags;

    private static void AllFinite(CausalEffects effects)
    {
        foreach (var channel in effects.Channels)
        {
            Assert.All(channel.Estimates, one => Assert.True(
                float.IsFinite(one.LogOdds) && float.IsFinite(one.RiskDifference) && one.LogOddsError > 0 && float.IsFinite(one.LogOddsError)
                && one.RiskDifferenceError > 0 && float.IsFinite(one.RiskDifferenceError) && float.IsFinite(one.ShrunkLogOdds)
                && one.RiskDifference is >= -1 and <= 1, one.ToString()));
            Assert.All(channel.Inference, one => Assert.True(
                one.LogP <= 0 && one.Q is >= 0 and <= 1 && one.CautiousQ >= one.Q && one.SignRate is >= 0 and <= 1 && float.IsFinite(one.PosteriorError) && float.IsFinite(one.LogP), one.ToString()));
            Assert.All(channel.Checks, one => Assert.True(float.IsFinite(one.ResidualVariance) && float.IsFinite(one.LargestShare) && float.IsFinite(one.ImbalanceAfter), one.ToString()));
            for (var j = 0; j < channel.Treatments.Count && channel.Visits > 0; j++)
                for (var m = 0; m < channel.Outcomes.Count; m++)
                {
                    var sensitivity = channel.SensitivityOf(j, m);
                    Assert.True(sensitivity.EValue >= 1 && double.IsFinite(sensitivity.EValue) && sensitivity.EValueOfLimit >= 1 && sensitivity.Robustness is >= 0 and <= 1, sensitivity.ToString());
                }
        }
    }
}
