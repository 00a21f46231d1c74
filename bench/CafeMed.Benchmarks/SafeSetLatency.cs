using System.Diagnostics;
using System.Globalization;
using CafeMed.Safety.SafeSets;

namespace CafeMed.Benchmarks;

/// <summary>How long a safe set takes, over patients drawn at random: <c>safe-sets [patients]</c>.</summary>
public static class SafeSetLatency
{
    // Levels of the shipped facts' pairs: take into account, precaution, not recommended, contraindicated.
    private static readonly double[] s_levels = [0.34, 0.27, 0.31, 0.08];

    public static void Run(int patients, TextWriter output)
    {
        output.WriteLine("| drugs | of | density | most burden | median ms | 99th ms | worst ms | median CPU ms | 99th CPU ms | solved without search | proved | greedy worse | greedy loses, mean |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var size in new[] { 131, 200, 300 })
            foreach (var (density, limit, ingredients) in new[] { (0.05, 20.0, false), (0.12, 20.0, false), (0.12, 5.0, false), (0.12, 20.0, true), (0.25, 20.0, false) })
                Row(size, density, limit, ingredients, patients, output);
    }

    private static void Row(int size, double density, double limit, bool ingredients, int patients, TextWriter output)
    {
        var (times, spent, free, proved, worse, lost) = (new List<double>(), new List<double>(), 0, 0, 0, 0.0);
        for (var patient = 0; patient < patients + 5; patient++)
        {
            var problem = Draw(size, density, limit, ingredients, new Draws((ulong)(patient * 7919 + size)));
            var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var found = new SafeSetSolver(TimeProvider.System).Solve(problem, TimeSpan.FromSeconds(2));
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (patient < 5)
                continue;
            times.Add(took);
            spent.Add((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
            proved += found.Optimal ? 1 : 0;
            free += problem.Allows(GreedySafeSet.Unbounded(problem)) ? 1 : 0;
            var greedy = GreedySafeSet.Of(problem);
            if (greedy.Kept < found.Kept || greedy.Value < found.Value - 1e-7)
                (worse, lost) = (worse + 1, lost + found.Value - greedy.Value);
        }
        times.Sort();
        spent.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {size} | {(ingredients ? "ingredients" : "groups")} | {density} | {limit} | {times[times.Count / 2]:0.0} | {times[(int)(times.Count * 0.99)]:0.0} | {times[^1]:0.0} | {spent[spent.Count / 2]:0.0} | {spent[(int)(spent.Count * 0.99)]:0.0} | {free} of {times.Count} | {proved} | {worse} | {(worse == 0 ? 0 : lost / worse):0.0000} |"));
    }

    // Some 17 drugs are expected, most of them from a few dozen likely ones, as at real visits.
    private static SafeSetProblem Draw(int size, double density, double limit, bool ingredients, Draws draw)
    {
        var probabilities = new double[size];
        var shift = -3.1 + 0.5 * draw.Normal() - Math.Log(size / 131.0);
        for (var drug = 0; drug < size; drug++)
            probabilities[drug] = LogOdds.Probability(shift + 1.9 * draw.Normal());
        var pairs = new List<SafeSetPair>();
        for (var i = 0; i < size; i++)
            for (var j = i + 1; j < size; j++)
                if (draw.Next() < density)
                {
                    var level = Level(draw.Next());
                    var share = ingredients ? 1 : Math.Pow(draw.Next(), 2);
                    pairs.Add(new(i, j, level == 3, share * new[] { 1, 3, 10, 30 }[level]));
                }
        return new SafeSetProblem
        {
            Probabilities = [.. probabilities],
            Barred = [.. Enumerable.Range(0, size).Where(_ => draw.Next() < 0.02)],
            Keep = [.. Enumerable.Range(0, size).Where(drug => probabilities[drug] > 0.95)],
            Pairs = [.. pairs],
            MaxBurden = limit,
        };
    }

    private static int Level(double draw)
    {
        var level = 0;
        while (level < 3 && draw >= s_levels[level])
            draw -= s_levels[level++];
        return level;
    }

    /// <summary>SplitMix64: the same patients on every machine.</summary>
    private sealed class Draws(ulong seed)
    {
        private ulong _state = seed;

        public double Next()
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
            z = (z ^ z >> 27) * 0x94D049BB133111EB;
            return ((z ^ z >> 31) >> 11) / (double)(1UL << 53);
        }

        public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());
    }
}
