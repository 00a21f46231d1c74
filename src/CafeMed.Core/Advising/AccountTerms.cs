using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CafeMed;

/// <summary>Collects the terms of an account for all medications at once; terms of one path and code are one contribution.</summary>
internal sealed class AccountTerms(int medications)
{
    private readonly Dictionary<(ContributionPath Path, CodeKind? Kind, Code? Code), int> _rows = [];
    private readonly List<(Contribution Term, double[] Amounts)> _terms = [];

    /// <summary>Adds an amount per medication, or to the medication <paramref name="only"/>.</summary>
    public void Add(ContributionPath path, CodeKind? kind, Code? code, ReadOnlySpan<float> amounts, int? only = null)
    {
        if (!_rows.TryGetValue((path, kind, code), out var row))
        {
            _rows[(path, kind, code)] = row = _terms.Count;
            _terms.Add((new Contribution(path, kind, code, 0) { Unknown = kind is not null && code is null }, new double[medications]));
        }
        var sums = _terms[row].Amounts;
        for (var m = only ?? 0; m < (only + 1 ?? medications); m++)
            sums[m] += amounts[m];
    }

    /// <summary>What was collected, to be told for the medications that somebody asks about.</summary>
    public VisitAccount Keep() => new([.. _terms]);

    /// <summary>(M) the contributions of each medication, the largest first; what is exactly 0 is left out, but for the base.</summary>
    public ImmutableArray<ImmutableArray<Contribution>> Build()
    {
        var (account, all) = (Keep(), new ImmutableArray<Contribution>[medications]);
        for (var m = 0; m < medications; m++)
            all[m] = account.Of(m);
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }
}
