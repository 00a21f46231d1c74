using System.Collections.Immutable;

namespace CafeMed.Learning.Studies;

/// <summary>Collects the terms of an account for all medications at once; terms of one path and code are one contribution.</summary>
internal sealed class AccountTerms(int medications)
{
    private readonly Dictionary<(ContributionPath Path, CodeKind? Kind, Code? Code), double[]> _terms = [];

    /// <summary>Adds an amount per medication, or to the medication <paramref name="only"/>.</summary>
    public void Add(ContributionPath path, CodeKind? kind, Code? code, float[] amounts, int? only = null)
    {
        if (!_terms.TryGetValue((path, kind, code), out var sums))
            _terms[(path, kind, code)] = sums = new double[medications];
        for (var m = only ?? 0; m < (only + 1 ?? medications); m++)
            sums[m] += amounts[m];
    }

    /// <summary>(M) the contributions of each medication, the largest first; what is exactly 0 is left out, but for the base.</summary>
    public ImmutableArray<ImmutableArray<Contribution>> Build() =>
    [
        .. Enumerable.Range(0, medications).Select(m => _terms
            .Where(term => term.Value[m] != 0 || term.Key.Path == ContributionPath.Base)
            .Select(term => new Contribution(term.Key.Path, term.Key.Kind, term.Key.Code, term.Value[m])
            {
                Unknown = term.Key is { Kind: not null, Code: null },
            })
            .OrderBy(term => term.Path == ContributionPath.Base ? 0 : 1)
            .ThenByDescending(term => Math.Abs(term.Amount))
            .ToImmutableArray()),
    ];
}
