using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CafeMed;

/// <summary>What spoke for and against every medication of one visit. A medication's contributions are put in order when they are asked for: most are never looked at.</summary>
internal sealed class VisitAccount((Contribution Term, double[] Amounts)[] terms)
{
    /// <summary>The contributions of one medication, the base first, then the largest first, then in the order in which they were collected; what is exactly 0 is left out, but for the base.</summary>
    public ImmutableArray<Contribution> Of(int medication)
    {
        // A server asks this for dozens of medications of every patient, so there are no queries here, and numbers alone are sorted.
        Span<double> sizes = terms.Length <= 256 ? stackalloc double[terms.Length] : new double[terms.Length];
        Span<int> order = terms.Length <= 256 ? stackalloc int[terms.Length] : new int[terms.Length];
        var count = 0;
        for (var row = 0; row < terms.Length; row++)
        {
            var amount = terms[row].Amounts[medication];
            var isBase = terms[row].Term.Path == ContributionPath.Base;
            if (amount == 0 && !isBase)
                continue;
            (order[count], sizes[count]) = (row, isBase ? double.NegativeInfinity : -Math.Abs(amount));
            count++;
        }
        sizes[..count].Sort(order[..count]);
        InOrderWhereEqual(sizes[..count], order[..count]);
        var account = new Contribution[count];
        for (var i = 0; i < count; i++)
            account[i] = terms[order[i]].Term with { Amount = terms[order[i]].Amounts[medication] };
        return ImmutableCollectionsMarshal.AsImmutableArray(account);
    }

    // The sort of numbers does not keep the order of equal ones.
    private static void InOrderWhereEqual(ReadOnlySpan<double> sizes, Span<int> order)
    {
        for (var start = 0; start < sizes.Length;)
        {
            var end = start + 1;
            while (end < sizes.Length && sizes[end].Equals(sizes[start]))
                end++;
            if (end - start > 1)
                order[start..end].Sort();
            start = end;
        }
    }
}
