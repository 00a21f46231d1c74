using System.Text.Json.Nodes;
using CafeMed.Inference;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Studies;
using CafeMed.Tests.Learning;
using CsCheck;

namespace CafeMed.Tests.Inference;

/// <summary>A bundle answers as the network that was trained: within 1e-5 in logits and in every term of the account, and with the same sets.</summary>
[Collection(TorchTests.Turn)]
public sealed class BundleParityTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void Random_patients_get_the_answers_of_training()
    {
        using var tiny = new TinyBundle();
        using var bundle = tiny.Open();

        RandomPatients.Any.Sample(patient => Same(tiny, bundle, patient), iter: 300, threads: 1);
    }

    [Theory]
    [InlineData("gate", "per-code")]
    [InlineData("gate", "scalar")]
    [InlineData("gate", "static")]
    [InlineData("gate", "permuted")]
    [InlineData("charm", "off")]
    [InlineData("evidence", "off")]
    [InlineData("message", "off")]
    public void Every_variant_answers_as_it_was_trained(string option, string value)
    {
        using var tiny = new TinyBundle((option, value));
        using var bundle = tiny.Open();

        RandomPatients.Any.Sample(patient => Same(tiny, bundle, patient), iter: 40, threads: 1);
    }

    [Fact]
    public void A_network_without_effects_and_charm_answers_too()
    {
        using var tiny = new TinyBundle(("evidence", "off"), ("message", "off"), ("charm", "off"));
        using var bundle = tiny.Open();

        RandomPatients.Any.Sample(patient => Same(tiny, bundle, patient), iter: 40, threads: 1);
        Assert.Empty(bundle.Recommender.GatesOf(TinyStudy.Stranger));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Either_tower_alone_answers(double linear, double network)
    {
        using var tiny = new TinyBundle(new Combination(linear, network), ("heads", JsonValue.Create(1)));
        using var bundle = tiny.Open();

        RandomPatients.Any.Sample(patient => Same(tiny, bundle, patient), iter: 40, threads: 1);
    }

    [Fact]
    public async Task Interactions_that_cost_something_give_the_same_sets()
    {
        using var tiny = new TinyBundle();
        var steered = tiny.Model with { Decision = tiny.Model.Decision with { InteractionCost = 0.8 } };
        BundleWriter.Write(tiny.File, tiny.Content with { Decision = steered.Decision }, tiny.Key, TimeProvider.System);
        using var bundle = tiny.Open();
        var (ct, trained) = (TestContext.Current.CancellationToken, new TrainedRecommender(steered));

        foreach (var patient in TinyStudy.Cohort(40, 5).Patients)
            Assert.Equal((await trained.RecommendAsync(patient, ct)).Codes, (await bundle.Recommender.RecommendAsync(patient, ct)).Codes);
    }

    [Fact]
    public void Gates_are_those_of_the_network()
    {
        using var tiny = new TinyBundle();
        using var bundle = tiny.Open();
        var patient = TinyStudy.Cohort(10, 5).Patients[3];
        var table = tiny.Model.Encoder.Encode([patient.AtLevel(4)]);
        using var batch = CafeMed.Learning.Encoding.BatchBuilder.Batch(table, [0]);
        using var tokens = TorchSharp.torch.tensor(Enumerable.Range(0, tiny.Model.Encoder.Size(Channel.Diagnosis)).Select(token => (long)token).ToArray());
        using var gates = tiny.Model.Scorer.Network.Gates(batch, Channel.Diagnosis, tokens);
        var size = tiny.Model.Encoder.Medications.Count;

        var told = bundle.Recommender.GatesOf(patient).Where(one => one.Kind == CodeKind.Diagnosis).ToArray();

        Assert.Equal(patient.CurrentVisit.Diagnoses, told.Select(one => one.Code!.Value));
        foreach (var one in told)
            for (var m = 0; m < size; m++)
                Assert.Equal(gates[table.Visits - 1, tiny.Model.Encoder.Vocabularies[CodeKind.Diagnosis].IndexOf(one.Code!.Value), m].item<float>(), one.Gates[m], 1e-5f);
        Assert.Contains(told.SelectMany(one => one.Gates), gate => Math.Abs(gate - 1) > 0.01);
    }

    private static void Same(TinyBundle tiny, Bundle bundle, Patient patient)
    {
        var trained = new TrainedRecommender(tiny.Model).RecommendAsync(patient, CancellationToken.None).AsTask().Result;
        var told = bundle.Recommender.RecommendAsync(patient, CancellationToken.None).AsTask().Result;
        Assert.Equal(trained.Recommender, told.Recommender);
        Assert.Equal(trained.UnknownCodes, told.UnknownCodes);
        Assert.Equal(trained.Confidence!.ExpectedJaccard, told.Confidence!.ExpectedJaccard, Tolerance);
        Assert.Equal((trained.Confidence.Codes, trained.Confidence.Understood), (told.Confidence.Codes, told.Confidence.Understood));
        Assert.Equal(trained.Confidence.Reasons, told.Confidence.Reasons);
        var expected = trained.Medications.ToDictionary(one => one.Code);
        Assert.Equal(expected.Count, told.Medications.Length);
        // Two sets may differ where both are worth the same to the last digits, or where a probability is at the very threshold.
        var (before, now) = (trained.Confidence.ExpectedJaccard, told.Confidence.ExpectedJaccard);
        var tie = tiny.Model.Decision.Rule != DecisionRule.Threshold && Math.Abs(before - now) < Tolerance;
        foreach (var one in told.Medications)
        {
            Same(expected[one.Code], one);
            Assert.True(expected[one.Code].Proposed == one.Proposed || tie || Math.Abs(one.Probability - tiny.Model.Decision.Threshold) < Tolerance, $"{one.Code}");
            Assert.True(
                expected[one.Code].Certainty!.InSetsOf.SequenceEqual(one.Certainty!.InSetsOf) || tiny.Model.Certainty.Bounds.Any(bound => Math.Abs(bound.From - one.Probability) < Tolerance), $"{one.Code}");
        }
    }

    private static void Same(ScoredMedication expected, ScoredMedication told)
    {
        var (before, now) = (LogOdds.Of(expected.Probability), LogOdds.Of(told.Probability));
        Assert.Equal(before, now, Tolerance * Math.Max(1, Math.Abs(before)));
        Assert.Equal(expected.Probability, told.Probability, Tolerance);
        var terms = expected.Contributions.ToDictionary(term => (term.Path, term.Kind, term.Code, term.Unknown), term => term.Amount);
        foreach (var term in told.Contributions)
            Assert.Equal(terms.GetValueOrDefault((term.Path, term.Kind, term.Code, term.Unknown)), term.Amount, Tolerance);
        // A term that is missing in one of them was exactly 0 there.
        foreach (var (key, amount) in terms.Where(pair => told.Contributions.All(term => (term.Path, term.Kind, term.Code, term.Unknown) != pair.Key)))
            Assert.Equal(0, amount, Tolerance);
        Assert.Equal(now, told.Contributions.Sum(term => term.Amount), 1e-4);
    }
}
