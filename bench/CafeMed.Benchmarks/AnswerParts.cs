using System.Diagnostics;
using System.Text;
using CafeMed.Data;
using CafeMed.Inference;
using CafeMed.Safety;
using CafeMed.Safety.Knowledge;
using CafeMed.Serving;
using CafeMed.Serving.Answers;

namespace CafeMed.Benchmarks;

/// <summary>Where the time of an answer goes: the network, each rule, the whole.</summary>
internal static class AnswerParts
{
    private const int Times = 1000;

    public static async Task<int> RunAsync(string file, string cohort, TextWriter result)
    {
        using var bundle = Bundle.Open(file, BundleTrust.Anyone);
        var model = ServedModel.Of(bundle, SafetyKnowledge.Shipped());
        var patients = CohortFolder.Open(new DirectoryInfo(cohort)).Patients(CancellationToken.None).Take(50).ToArray();
        var answerer = new Answerer(model, TimeProvider.System);
        var inputs = patients.Select(patient => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($$"""{"patient":{{PatientFile.Write(patient, TimeProvider.System)}}}""")).ToArray();
        var found = new List<(Patient Patient, Recommendation Recommendation)>();
        foreach (var patient in patients)
            found.Add((patient.AtLevel(model.Level), await bundle.Recommender.RecommendAsync(patient, CancellationToken.None)));
        result.WriteLine("| what | CPU ms | ms | KB |");
        result.WriteLine("|---|---|---|---|");
        Time("network", n => bundle.Recommender.RecommendAsync(patients[n % 50], CancellationToken.None).AsTask().GetAwaiter().GetResult());
        foreach (var rule in SafetyRules.Of(model.Graph, model.Names.Label, model.Knowledge, model.Rules))
        {
            Time($"{rule.GetType().Name}.Review", n => rule.Review(found[n % 50].Patient, found[n % 50].Recommendation).Count());
            Time($"{rule.GetType().Name}.Unknown", n => rule.Unknown(found[n % 50].Recommendation.Codes).Count());
        }
        var texts = patients.Select(patient => PatientFile.Write(patient, TimeProvider.System)).ToArray();
        Time("reading the patient", n => PatientFile.Read(texts[n % 50], TimeProvider.System));
        var advisor = new Advisor(bundle.Recommender, SafetyRules.Of(model.Graph, model.Names.Label, model.Knowledge, model.Rules));
        Time("all rules together", n => advisor.Review(found[n % 50].Patient, found[n % 50].Recommendation));
        Time("names of 100 codes", n => found[n % 50].Recommendation.Medications.Take(100).Sum(drug => model.Names.Trimmed(drug.Code, 48).Length));
        Time("interactions among what is proposed", n => model.Graph.PairsWithin(found[n % 50].Recommendation.Codes).Count());
        Time("the whole answer", n => answerer.AnswerAsync(AnswerKinds.Recommendation, inputs[n % 50], TimeProvider.System.GetUtcNow(), CancellationToken.None).AsTask().GetAwaiter().GetResult());
        return 0;

        static TimeSpan Cpu()
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }

        void Time(string what, Func<int, object> act)
        {
            for (var n = 0; n < 1000; n++)
                act(n);
            // The processor's time, collection of garbage included: what neighbours take of the machine is not in it.
            var (watch, before, memory) = (Stopwatch.StartNew(), Cpu(), GC.GetTotalAllocatedBytes());
            for (var n = 0; n < Times; n++)
                act(n);
            result.WriteLine($"| {what} | {(Cpu() - before).TotalMilliseconds / Times:0.000} | {watch.Elapsed.TotalMilliseconds / Times:0.000} | {(GC.GetTotalAllocatedBytes() - memory) / Times / 1000} |");
        }
    }
}
