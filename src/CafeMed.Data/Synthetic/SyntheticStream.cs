namespace CafeMed.Data.Synthetic;

/// <summary>Chance for one patient: xoshiro256**, seeded through SplitMix64, so that every machine draws the same.</summary>
/// <remarks>
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021. The stream of patient i depends on the seed and on i alone.
/// <see cref="Math.Exp"/>, <see cref="Math.Log(double)"/> and <see cref="Math.Sqrt"/> are the only functions of the platform that are used on what is drawn.
/// </remarks>
internal sealed class SyntheticStream
{
    private ulong _a, _b, _c, _d;

    public SyntheticStream(int seed, int index)
    {
        var state = Mix((uint)seed + 0x5851F42D4C957F2DUL) ^ ((ulong)(uint)index * 0xD1342543DE82EF95UL);
        _a = Mix(state += 0x9E3779B97F4A7C15UL);
        _b = Mix(state += 0x9E3779B97F4A7C15UL);
        _c = Mix(state += 0x9E3779B97F4A7C15UL);
        _d = Mix(state + 0x9E3779B97F4A7C15UL);
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double Uniform()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return (result >> 11) * (1.0 / (1UL << 53));
    }

    public bool Chance(double probability) => Uniform() < probability;

    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>Standard normal, by Marsaglia's polar method; the second of the pair is not kept.</summary>
    public double Normal()
    {
        while (true)
        {
            var (x, y) = (2 * Uniform() - 1, 2 * Uniform() - 1);
            var square = x * x + y * y;
            if (square is > 0 and < 1)
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
        }
    }

    /// <summary>Exponential with a mean.</summary>
    public double Waiting(double mean) => -mean * Math.Log(1 - Uniform());

    /// <summary>One of <paramref name="count"/>, the k-th with weight 1/k, or 1/k^1.5 where <paramref name="steep"/>: Zipf's law.</summary>
    public int Zipf(int count, bool steep)
    {
        var total = 0.0;
        for (var k = 1; k <= count; k++)
            total += Weight(k, steep);
        var left = Uniform() * total;
        for (var k = 1; k <= count; k++)
            if ((left -= Weight(k, steep)) < 0)
                return k - 1;
        return count - 1;
    }

    /// <summary>A number in [0, 1) that belongs to a name for ever, whatever the seed: how the tables' fine detail is fixed.</summary>
    public static double Fixed(string name, string use)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var letter in use)
            hash = (hash ^ letter) * 0x100000001B3UL;
        hash = (hash ^ '/') * 0x100000001B3UL;
        foreach (var letter in name)
            hash = (hash ^ letter) * 0x100000001B3UL;
        return (Mix(hash) >> 11) * (1.0 / (1UL << 53));
    }

    private static double Weight(int k, bool steep) => steep ? 1 / (k * Math.Sqrt(k)) : 1.0 / k;

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
