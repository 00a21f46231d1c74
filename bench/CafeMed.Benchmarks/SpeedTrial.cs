using System.Diagnostics;
using System.Globalization;
using CafeMed.Data.Synthetic;
using CafeMed.Learning;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;
using CafeMed.Safety;
using static TorchSharp.torch;

namespace CafeMed.Benchmarks;

/// <summary>How many visits a second one core trains on and predicts, what share of the machine's rate of matrix products that is, what padding wastes, and how it grows with the patients: <c>speed N…</c>, each N in a process of its own.</summary>
internal static class SpeedTrial
{
    /// <summary>Runs <c>speed</c>, or the one size that it starts.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["speed-one", var patients])
            return One(int.Parse(patients, CultureInfo.InvariantCulture));
        Console.WriteLine("| patients | visits | train, visits/s | predict, visits/s | multiply-adds a visit, trained | share of the matrix rate | rows that are padding | managed bytes a visit, trained | peak MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var size in args[1..])
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["speed-one", size]) { RedirectStandardOutput = true })!;
            var said = await child.StandardOutput.ReadToEndAsync();
            await child.WaitForExitAsync();
            Console.WriteLine(said.Trim());
        }
        return 0;
    }

    private static int One(int patients)
    {
        Compute.UseThreads(1);
        var (cohort, _) = SyntheticCohort.Create(new SyntheticOptions { Patients = patients }, progress: null, CancellationToken.None);
        using var study = Study.Prepare(cohort, InteractionFacts.Shipped(), new StudyOptions { Effects = "marginal" }, CancellationToken.None);
        var rate = MatrixRate();
        using var trainer = new Trainer(study.Network, new TrainerOptions { Epochs = 1 }, seed: 7, interactions: []);
        var one = study.Encoder.Encode([study.Split.Validation.Patients[0]]);
        var (before, clock) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());
        _ = trainer.Run(study.Training, one, null, null, CancellationToken.None).Single();
        var (seconds, bytes) = (clock.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - before);
        clock.Restart();
        _ = new NetworkScorer(study.Network).Score(study.Training);
        var predicted = clock.Elapsed.TotalSeconds;
        var visits = study.Training.Visits;
        // Forward, and twice as much backward.
        var products = 3 * Products(study);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {patients:#,0} | {visits:#,0} | {visits / seconds:#,0} | {visits / predicted:#,0} | {products / 1e6:0.00} M | {products * visits / seconds / rate:P1} | {Padding(study):P0} | {bytes / visits:#,0} | {self.PeakWorkingSet64 / 1e6:#,0} |"));
        return 0;
    }

    // Multiply-adds a second of square matrices of 512, the best of ten.
    private static double MatrixRate()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (rand(512, 512), rand(512, 512));
        var best = double.PositiveInfinity;
        for (var i = 0; i < 10; i++)
        {
            var clock = Stopwatch.StartNew();
            using var product = a.matmul(b);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        return 512.0 * 512 * 512 / best;
    }

    // Multiply-adds of a visit's matrix products, forward, from the shapes: gates and sizes, messages, attention, pooling, recurrences, head.
    private static double Products(Study study)
    {
        var options = new CafeMedNetwork.Options();
        double w = options.Width, k = options.Rank, m = study.Encoder.Medications.Count, visits = study.Training.Visits;
        double Tokens(Channel channel) => study.Training[channel].Tokens.Length / visits;
        var causal = Tokens(Channel.Diagnosis) + Tokens(Channel.Procedure) + Tokens(Channel.Category);
        var attended = Tokens(Channel.Diagnosis) + Tokens(Channel.Procedure) + Tokens(Channel.History);
        return causal * (w * k + k * m) + 3 * k * m
            + (Tokens(Channel.Diagnosis) + Tokens(Channel.Procedure)) * (m * w + 2 * w * w)
            + attended * 9 * 4 * w * w / 3 + attended * attended * 2 * w
            + 5 * (w + 1) * w + 12 * w * w + 9 * w * w + 4 * w * m + 2 * k * m;
    }

    // Of the rows that attention sees, how many stand for nothing: visits have different numbers of codes.
    private static double Padding(Study study)
    {
        var (real, all) = (0.0, 0.0);
        foreach (var patients in BatchOrder.Shuffled(study.Training, new TrainerOptions().Batch, 7, 0, 0))
        {
            using var batch = study.Training.Batch(patients);
            foreach (var channel in new[] { Channel.Diagnosis, Channel.Procedure, Channel.History })
            {
                real += batch[channel].Tokens.shape[0];
                all += batch[channel].Mask.shape[0] * (batch[channel].Mask.shape[1] - 1);
            }
        }
        return 1 - real / all;
    }
}
