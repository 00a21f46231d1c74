using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CafeMed.Data;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Streaming;
using CafeMed.Learning.Studies;
using CafeMed.Safety;

namespace CafeMed.Benchmarks;

/// <summary>What training on a cohort folder needs of memory, streamed and held as a whole, each in a process of its own: <c>training-memory COHORT…</c>. Everything but the linear tower, whose memory is that of the visits it is fitted on.</summary>
internal static class TrainingMemory
{
    /// <summary>Runs <c>training-memory</c>, or the one training that it starts.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["training-one", var folder, var how])
            return await TrainAsync(new(folder), how == "streamed");
        Console.WriteLine("| patients | shards | how | CPU s | peak MB prepared | after an epoch | after the test |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var cohort in args[1..])
            foreach (var way in new[] { "streamed", "held" })
            {
                using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["training-one", cohort, way]) { RedirectStandardOutput = true })!;
                var said = await child.StandardOutput.ReadToEndAsync();
                await child.WaitForExitAsync();
                Console.WriteLine(said.Trim());
            }
        return 0;
    }

    private static async Task<int> TrainAsync(DirectoryInfo folder, bool streamed)
    {
        var stored = CohortFolder.Open(folder);
        IPatientSource source = streamed ? new Stored(stored) : new HeldPatients((await CohortFolder.ReadAsync(folder, CancellationToken.None)).Cohort);
        var options = new StudyOptions { Options = new JsonObject { ["width"] = 8, ["rank"] = 2, ["charm"] = "off" }, Trainer = new() { Epochs = 1, Batch = 256 } };
        using var study = Study.Prepare(source, InteractionFacts.Shipped(), options, CancellationToken.None);
        var prepared = Peak();
        using var trainer = study.CreateTrainer();
        foreach (var _ in trainer.Run(study.Shards, study.Validation, null, null, CancellationToken.None))
        {
        }
        var trained = Peak();
        var scorer = CombinedScorer.Fit(study.Network, null, study.Validation);
        var decision = DecisionSearch.Of(scorer.Score(study.Validation), study.Validation);
        _ = Evaluator.Evaluate([new("cafemed", "", scorer, decision)], study.Test(CancellationToken.None), study.Graph, Severity.Warning, 7);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {stored.Receipt.Patients:#,0} | {stored.Shards} | {(streamed ? "streamed" : "held")} | {self.TotalProcessorTime.TotalSeconds:0} | {prepared:#,0} | {trained:#,0} | {Peak():#,0} |"));
        return 0;
    }

    private static double Peak()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1e6;
    }

    private sealed class Stored(StoredCohort cohort) : IPatientSource
    {
        public string Name => cohort.Receipt.Name;

        public int Shards => cohort.Shards;

        public IReadOnlyList<Patient> Load(int shard, CancellationToken ct) => cohort.Read(shard, ct).Patients;
    }
}
