namespace CafeMed.Learning.Tuning;

/// <summary>A density over [0, 1].</summary>
/// <param name="Draw">Draws a value.</param>
/// <param name="At">The density at a value, above 0.</param>
internal sealed record ParzenDensity(Func<Random, double> Draw, Func<double, double> At)
{
    /// <summary>Normals around the values, cut at 0 and 1, each as wide as the larger gap to its neighbours, and an even part that counts as one of them.</summary>
    public static ParzenDensity OfNumbers(double[] values)
    {
        var sorted = values.Order().ToArray();
        var narrowest = 1.0 / Math.Min(100, values.Length + 2);
        var widths = sorted.Select((value, i) => Math.Clamp(
            Math.Max(value - (i > 0 ? sorted[i - 1] : 0), (i + 1 < sorted.Length ? sorted[i + 1] : 1) - value), narrowest, 1)).ToArray();
        var masses = sorted.Select((value, i) => Below((1 - value) / widths[i]) - Below(-value / widths[i])).ToArray();
        return new(
            random =>
            {
                var part = random.Next(sorted.Length + 1);
                if (part == sorted.Length)
                    return random.NextDouble();
                // What falls outside is drawn again; a value in [0, 1] with a width of at most 1 loses two thirds of it at most.
                while (true)
                {
                    var drawn = sorted[part] + widths[part] * Normal(random);
                    if (drawn is >= 0 and <= 1)
                        return drawn;
                }
            },
            at =>
            {
                var sum = 1.0;
                for (var i = 0; i < sorted.Length; i++)
                {
                    var z = (at - sorted[i]) / widths[i];
                    sum += Math.Exp(-0.5 * z * z) / (Math.Sqrt(2 * Math.PI) * widths[i] * masses[i]);
                }
                return sum / (sorted.Length + 1);
            });
    }

    /// <summary>Shares of choices, each with one more than was counted; a choice holds an equal part of [0, 1].</summary>
    public static ParzenDensity OfChoices(int[] choices, int count)
    {
        var shares = Enumerable.Range(0, count).Select(choice => (choices.Count(one => one == choice) + 1.0) / (choices.Length + count)).ToArray();
        return new(
            random =>
            {
                var (left, choice) = (random.NextDouble(), 0);
                while (choice < count - 1 && left >= shares[choice])
                    left -= shares[choice++];
                return (choice + 0.5) / count;
            },
            at => shares[Math.Clamp((int)(at * count), 0, count - 1)]);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Below(double z)
    {
        var tail = Evaluation.Normal.TwoSided(z) / 2;
        return z > 0 ? 1 - tail : tail;
    }
}
