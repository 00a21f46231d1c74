using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CafeMed.Serving.Answers;

/// <summary>The sums of a drug's account by code, and the largest of them one after the other. One object serves the drugs of one answer in turn.</summary>
/// <remarks>One code may act by several ways: people are told their sum, and how much of it is the gated effect.</remarks>
internal sealed class ReasonSums
{
    private readonly Dictionary<(ContributionPath, CodeKind?, Code?), int> _places = new(64, new OneCode());
    private readonly List<(Contribution First, double Amount, double Gated)> _sums = new(64);
    private readonly List<bool> _taken = new(64);

    /// <summary>How many sums there are.</summary>
    public int Count => _sums.Count;

    /// <summary>Begins with another drug.</summary>
    public void Take(ImmutableArray<Contribution> contributions)
    {
        _places.Clear();
        _sums.Clear();
        _taken.Clear();
        foreach (var part in contributions)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, (part.Kind is null ? part.Path : ContributionPath.Linear, part.Kind, part.Code), out var known);
            if (!known)
            {
                place = _sums.Count;
                _sums.Add((part, 0, 0));
                _taken.Add(false);
            }
            ref var sum = ref CollectionsMarshal.AsSpan(_sums)[place];
            sum.Amount += part.Amount;
            sum.Gated += part.Path == ContributionPath.GatedEffect ? part.Amount : 0;
        }
    }

    /// <summary>The base rate, then the largest that was not told yet; of equal ones the first.</summary>
    public (Contribution First, double Amount, double Gated) Next()
    {
        var sums = CollectionsMarshal.AsSpan(_sums);
        var (best, most) = (-1, double.NegativeInfinity);
        for (var i = 0; i < sums.Length; i++)
        {
            var size = sums[i].First.Path == ContributionPath.Base ? double.PositiveInfinity : Math.Abs(sums[i].Amount);
            if (!_taken[i] && size > most)
                (best, most) = (i, size);
        }
        _taken[best] = true;
        return sums[best];
    }

    /// <summary>What was not told, together.</summary>
    public (int Count, double Amount, double Gated) Left()
    {
        var (count, amount, gated) = (0, 0.0, 0.0);
        for (var i = 0; i < _sums.Count; i++)
            if (!_taken[i])
                (count, amount, gated) = (count + 1, amount + _sums[i].Amount, gated + _sums[i].Gated);
        return (count, amount, gated);
    }

    // The texts of codes are the vocabulary's: equal ones are mostly the same object, so a cheap hash does, and the first comparison is nearly always the last.
    private sealed class OneCode : IEqualityComparer<(ContributionPath Path, CodeKind? Kind, Code? Code)>
    {
        public bool Equals((ContributionPath Path, CodeKind? Kind, Code? Code) x, (ContributionPath Path, CodeKind? Kind, Code? Code) y) => x.Path == y.Path && x.Kind == y.Kind && x.Code == y.Code;

        public int GetHashCode((ContributionPath Path, CodeKind? Kind, Code? Code) obj)
        {
            var hash = ((int)obj.Path << 8) + (int)(obj.Kind ?? 0) * 31;
            if (obj.Code is { Value: { Length: > 0 } value })
                foreach (var letter in value.AsSpan(0, Math.Min(8, value.Length)))
                    hash = (hash * 31) + letter;
            return hash;
        }
    }
}
