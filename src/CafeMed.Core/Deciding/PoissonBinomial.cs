using System.Numerics;

namespace CafeMed;

/// <summary>How many of some independent drugs are given: its distribution, built one drug after another.</summary>
/// <remarks>
/// Adding a drug of probability <c>p</c>: <c>P(n) = (1 - p) P(n) + p P(n - 1)</c>. Terms above the last one that reaches 1e-18 are dropped: of 500 drugs
/// at most 500 * 500 * 1e-18 of the mass goes, far below what the measures built on it can show.
/// </remarks>
internal sealed class PoissonBinomial
{
    private const double Least = 1e-18;

    // One place before the first term stays 0, so that the term before each can be read without asking; a vector's width follows the last.
    private readonly double[] _terms;

    /// <summary>Of no drug: none is given, for certain.</summary>
    /// <param name="most">The most drugs that will be added.</param>
    public PoissonBinomial(int most)
    {
        _terms = new double[most + 2 + Vector<double>.Count];
        _terms[1] = 1;
    }

    /// <summary>P(0), P(1), …, as far as they matter.</summary>
    public ReadOnlySpan<double> Terms => _terms.AsSpan(1, Top + 1);

    /// <summary>The most drugs that matter.</summary>
    public int Top { get; private set; }

    /// <summary>Adds a drug.</summary>
    /// <param name="probability">In [0, 1].</param>
    public void Add(double probability)
    {
        Top++;
        var (width, stay, come) = (Vector<double>.Count, new Vector<double>(1 - probability), new Vector<double>(probability));
        // From above, because each term needs the one before it as it was. What a block writes beyond the top is 0.
        for (var start = 1 + Top / width * width; start > 0; start -= width)
        {
            var block = _terms.AsSpan(start, width);
            (stay * new Vector<double>(block) + come * new Vector<double>(_terms.AsSpan(start - 1, width))).CopyTo(block);
        }
        while (Top > 0 && _terms[Top + 1] < Least)
            _terms[Top-- + 1] = 0;
    }

    /// <summary>Writes the distribution without one drug that was added.</summary>
    /// <param name="probability">That drug's.</param>
    /// <param name="without">Room for <see cref="Terms"/>; what is beyond the last term becomes 0.</param>
    /// <remarks>Solved from below for unlikely drugs and from above for likely ones: so rounding errors shrink from term to term.</remarks>
    public void Without(double probability, Span<double> without)
    {
        var terms = Terms;
        var stay = 1 - probability;
        without.Clear();
        if (probability <= 0.5)
        {
            var before = 0.0;
            for (var n = 0; n < terms.Length; n++)
                without[n] = before = Math.Max(0, (terms[n] - probability * before) / stay);
            return;
        }
        var above = 0.0;
        for (var n = terms.Length - 1; n > 0; n--)
            without[n - 1] = above = Math.Max(0, (terms[n] - stay * above) / probability);
    }

    /// <summary>The sum of products of two rows of the same length.</summary>
    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var (sum, width, i) = (Vector<double>.Zero, Vector<double>.Count, 0);
        for (; i + width <= one.Length; i += width)
            sum += new Vector<double>(one[i..]) * new Vector<double>(other[i..]);
        var total = Vector.Sum(sum);
        for (; i < one.Length; i++)
            total += one[i] * other[i];
        return total;
    }
}
