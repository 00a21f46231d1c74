using CafeMed.Data.Synthetic;
using CafeMed.Learning;
using CafeMed.Learning.Studies;
using CafeMed.Safety;

namespace CafeMed.Benchmarks;

/// <summary>The cohort that the figures are about: 6,350 synthetic patients, about 15,000 visits.</summary>
internal static class CohortFixture
{
    public const int Patients = 6350;

    public static Study Prepare(string options = "{}")
    {
        Compute.UseThreads(1);
        var (cohort, _) = SyntheticCohort.Create(new SyntheticOptions { Patients = Patients }, progress: null, CancellationToken.None);
        var network = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(options)!;
        return Study.Prepare(cohort, InteractionFacts.Shipped(), new StudyOptions { Options = network }, CancellationToken.None);
    }
}
