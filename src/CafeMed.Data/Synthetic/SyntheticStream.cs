namespace CafeMed.Data.Synthetic;

/// <summary>Chance for one patient: xoshiro256**, seeded through SplitMix64, so that every machine draws the same.</summary>
/// <remarks>
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021. The stream of patient i depends on the seed and on i alone.
/// Of the platform's functions only <see cref="Math.Sqrt"/> and <see cref="Math.Floor(double)"/>, which are exact, touch what is drawn; the rest is <see cref="SyntheticMath"/>.
/// </remarks>
internal sealed class SyntheticStream
{
    private ulong _a, _b, _c, _d;

    /// <summary>Begins the stream of a patient; <paramref name="use"/> tells several streams of one patient apart.</summary>
    public void Begin(int seed, int index, int use)
    {
        var state = Mix((uint)seed + 0x5851F42D4C957F2DUL + ((ulong)(uint)use << 40)) ^ ((ulong)(uint)index * 0xD1342543DE82EF95UL);
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
                return x * Math.Sqrt(-2 * SyntheticMath.Log(square) / square);
        }
    }

    /// <summary>Exponential with a mean.</summary>
    public double Waiting(double mean) => -mean * SyntheticMath.Log(1 - Uniform());

    /// <summary>An index, by rising shares that end at 1.</summary>
    public int Choose(double[] shares)
    {
        var left = Uniform();
        var index = 0;
        while (index < shares.Length - 1 && left >= shares[index])
            index++;
        return index;
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

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
