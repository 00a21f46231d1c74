using System.Diagnostics;
using System.Globalization;
using CafeMed.Data;
using CafeMed.Inference;

namespace CafeMed.Benchmarks;

/// <summary>How long a bundle takes to open and to answer, and what it needs: <c>bundle-latency BUNDLE COHORT</c>.</summary>
public static class BundleLatency
{
    private const int Warm = 300, Asked = 4000;

    public static async Task<int> RunAsync(string file, string folder, TextWriter output)
    {
        var (cohort, _) = await CohortFolder.ReadAsync(new DirectoryInfo(folder), CancellationToken.None);
        var before = Resident();
        var started = Stopwatch.GetTimestamp();
        using var bundle = Bundle.Open(file, BundleTrust.Anyone);
        var opened = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var patients = cohort.Patients.OrderBy(patient => patient.Id, StringComparer.Ordinal).Take(Asked).ToArray();
        for (var i = 0; i < Warm; i++)
            await bundle.Recommender.RecommendAsync(patients[i % patients.Length], CancellationToken.None);
        var (times, allocated, cpu) = (new double[Asked], GC.GetTotalAllocatedBytes(true), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < Asked; i++)
        {
            started = Stopwatch.GetTimestamp();
            await bundle.Recommender.RecommendAsync(patients[i % patients.Length], CancellationToken.None);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        var (spent, perPatient) = ((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Asked, (GC.GetTotalAllocatedBytes(true) - allocated) / Asked);
        Array.Sort(times);
        started = Stopwatch.GetTimestamp();
        Parallel.For(0, Asked, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => bundle.Recommender.RecommendAsync(patients[i % patients.Length], CancellationToken.None).AsTask().Wait());
        var both = Asked / Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine("| drugs | codes | visits per patient | open ms | median ms | 99th ms | worst ms | CPU ms | allocated KB | answers per s, 2 threads | MB before opening | MB after |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {bundle.Manifest.Medications} | {bundle.Vocabularies.All.Sum(vocabulary => vocabulary.Count)} | {patients.Average(patient => patient.Visits.Length):0.0} | {opened:0} | {times[Asked / 2]:0.00} | {times[Asked * 99 / 100]:0.00} | {times[^1]:0.0} | {spent:0.00} | {perPatient / 1024.0:0} | {both:0} | {before:0} | {Resident():0} |"));
        return 0;
    }

    private static double Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / (1024.0 * 1024);
    }
}
