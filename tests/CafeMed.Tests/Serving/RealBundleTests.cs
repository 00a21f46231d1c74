using System.Text.Json;
using CafeMed.Inference;
using CafeMed.Serving;
using CafeMed.Tests.Inference;
using CafeMed.Tests.Learning;
using CafeMed.Tests.Safety;

namespace CafeMed.Tests.Serving;

/// <summary>A bundle of a trained network behind HTTP.</summary>
[Collection(TorchTests.Turn)]
public sealed class RealBundleTests
{
    [Fact]
    public async Task A_real_bundle_answers_REST_with_the_numbers_of_training_and_hooks_with_cards()
    {
        using var tiny = new TinyBundle();
        using var bundle = tiny.Open();
        await using var server = await TestServer.StartAsync(model: new OfBundle(bundle));
        var patient = TinyStudy.Cohort(3, 9).Patients[1];

        var advice = (await server.PostAsync("/v1/recommendations", TestServer.JsonOf(patient))).Ok();
        var changed = (await server.PostAsync("/v1/what-if", $$"""{"patient":{{TestServer.JsonOf(patient)}},"changes":[{"change":"add-drug","drug":"ibuprofen"}]}""")).Ok();
        var view = (await server.PostAsync("/cds-services/patient-view", View)).Ok();

        var trained = await new CafeMed.Learning.Studies.TrainedRecommender(tiny.Model).RecommendAsync(patient, TestContext.Current.CancellationToken);
        var told = advice.GetProperty("proposed").EnumerateArray().Concat(advice.GetProperty("notProposed").EnumerateArray()).ToDictionary(drug => drug.GetProperty("code").GetString()!);
        Assert.Equal(trained.Medications.Length, told.Count);
        Assert.All(trained.Medications, drug =>
        {
            var here = told[drug.Code.ToString()];
            Assert.Equal(drug.Probability, here.GetProperty("probability").GetDouble(), 1e-5);
            Assert.Equal(drug.Contributions.Sum(part => part.Amount), here.GetProperty("reasons").EnumerateArray().Sum(reason => reason.GetProperty("amount").GetDouble()), 1e-4);
            // The strongest comes after the base rate.
            var amounts = here.GetProperty("reasons").EnumerateArray().Skip(1).Where(reason => reason.GetProperty("kind").ValueKind != JsonValueKind.Null).Select(reason => Math.Abs(reason.GetProperty("amount").GetDouble())).ToArray();
            Assert.Equal(amounts.OrderDescending(), amounts);
        });
        Assert.Equal(bundle.Hash, advice.GetProperty("model").GetProperty("hash").GetString());
        Assert.Contains(changed.GetProperty("after").GetProperty("proposed").EnumerateArray(), drug => drug.GetProperty("code").GetString() == "Atc:M01AE");
        CdsHooksTests.Conforms(view);
    }

    private const string View = """
        {"hook":"patient-view","hookInstance":"i","context":{"userId":"Practitioner/u","patientId":"p"},"prefetch":{"patient":{"resourceType":"Patient","id":"p","gender":"female"},
         "conditions":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"D3"}]}}}]},
         "medications":null,"statements":null,"allergies":null,"procedures":null,"encounters":null,"laboratory":null}}
        """;

    private sealed class OfBundle(Bundle bundle) : IModelSource
    {
        public ServedModel Read(CancellationToken ct) => ServedModel.Of(bundle, Knowing.Shipped);
    }
}
