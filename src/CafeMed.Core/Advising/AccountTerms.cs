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

    /// <summary>(M) the contributions of each medication, the largest first; what is exactly 0 is left out, but for the base.</summary>
    public ImmutableArray<ImmutableArray<Contribution>> Build()
    {
        var accounts = new ImmutableArray<Contribution>[medications];
        var (order, sizes) = (new int[_terms.Count], new (bool Later, double Size, int Row)[_terms.Count]);
        for (var m = 0; m < medications; m++)
            accounts[m] = Of(m, order, sizes);
        return ImmutableCollectionsMarshal.AsImmutableArray(accounts);
    }

    // A server asks this for every medication of every patient, so there are no queries here.
    private ImmutableArray<Contribution> Of(int medication, int[] order, (bool Later, double Size, int Row)[] keys)
    {
        var count = 0;
        for (var row = 0; row < _terms.Count; row++)
        {
            var (term, amounts) = _terms[row];
            var isBase = term.Path == ContributionPath.Base;
            if (amounts[medication] == 0 && !isBase)
                continue;
            (order[count], keys[count]) = (row, (!isBase, -Math.Abs(amounts[medication]), row));
            count++;
        }
        Array.Sort(keys, order, 0, count);
        var account = new Contribution[count];
        for (var i = 0; i < count; i++)
            account[i] = _terms[order[i]].Term with { Amount = _terms[order[i]].Amounts[medication] };
        return ImmutableCollectionsMarshal.AsImmutableArray(account);
    }
}
