using System.Collections.Immutable;
using CafeMed.Learning.Causal.Inference;
using static CafeMed.Learning.Causal.EffectAssembly;

namespace CafeMed.Learning.Causal;

/// <summary>One kind of code: which pairs have an estimate of their own and which their parent's, with errors that are never too small to be true.</summary>
internal sealed class ChannelAssembly(
    CodeKind kind, Vocabularies vocabularies, PairCounts counts, EffectOptions options, int patients, FittedDesign? codes, FittedDesign parents)
{
    // A sandwich estimate can be far too small where few visits have a code, or all of them the drug. A quarter of the plain binomial variance is what adjustment may take off.
    private const double LeastShare = 0.25;

    private readonly int _drugs = vocabularies.Medications.Count;
    private readonly Vocabulary _codes = vocabularies[kind];

    public EffectChannel Build()
    {
        var balance = new ImmutableArray<CovariateBalance>[_codes.Count];
        var (estimates, flags) = (new EffectEstimate[_codes.Count * _drugs], new EffectFlags[_codes.Count * _drugs]);
        var checks = new ExposureCheck[_codes.Count];
        var spread = Spread();
        for (var code = 0; code < _codes.Count; code++)
        {
            var (own, parent) = (codes?.Of(kind, code), parents.Of(kind, code));
            if (parent is null)
            {
                // A category of which every code is too rare to be known.
                (checks[code], balance[code]) = (default, []);
                Array.Fill(estimates, EffectEstimate.Nothing, code * _drugs, _drugs);
                Array.Fill(flags, EffectFlags.Constant, code * _drugs, _drugs);
                continue;
            }
            checks[code] = (own ?? parent).Fit.Checks[(own ?? parent).Place];
            balance[code] = (own ?? parent).Fit.Balance?[(own ?? parent).Place] ?? [];
            for (var drug = 0; drug < _drugs; drug++)
                (estimates[code * _drugs + drug], flags[code * _drugs + drug]) = Pair(code, drug, own, parent, spread);
        }
        var channel = new EffectChannel(_codes, vocabularies.Medications, [.. counts.Treatment], ImmutableArray.Create(estimates))
        {
            Checks = ImmutableArray.Create(checks),
            Balance = balance.All(one => one.IsEmpty) ? [] : [.. balance],
            Visits = counts.Visits,
            Patients = patients,
            Given = [.. counts.Outcome],
        };
        return EffectEvidence.Of(channel, flags);
    }

    private (EffectEstimate, EffectFlags) Pair(int code, int drug, FittedCode? own, FittedCode parent, double spread)
    {
        if (Settled(counts.Treatment[code]) || Settled(counts.Outcome[drug]))
            return (EffectEstimate.Nothing, EffectFlags.Constant);
        var alone = own is not null && Expected(own.Exposed, drug) >= options.MinExpected;
        // Where the parent has no other code, there is nothing to pool.
        var used = own is not null && (alone || parent.Exposed == own.Exposed) ? own : parent;
        if (Settled(used.Exposed))
            return (EffectEstimate.Nothing, EffectFlags.Constant);
        var flags = used.Fit.Flags[used.Place * _drugs + drug];
        if (used.Exposed != counts.Treatment[code])
            flags |= EffectFlags.Pooled;
        if (!alone && (used.Exposed < options.MinVisits || counts.Visits - used.Exposed < options.MinVisits || Expected(used.Exposed, drug) < options.MinExpected))
            flags |= EffectFlags.TooFew;
        if (!used.Fit.Checks[used.Place].Overlaps)
            flags |= EffectFlags.NoOverlap;
        if (!used.Fit.Checks[used.Place].Balances)
            flags |= EffectFlags.Unbalanced;
        var variance = Math.Max(used.Fit.Variance[used.Place * _drugs + drug] * patients / Math.Max(1, patients - 1), Least(used, drug, (flags & EffectFlags.TooFew) != 0));
        return Estimate(used, drug, Math.Clamp(used.Fit.Difference[used.Place * _drugs + drug], -1, 1),
            Math.Sqrt(Math.Min(1, variance + ((flags & EffectFlags.Pooled) != 0 ? spread : 0))), flags);
    }

    // The log odds at the adjusted risks; the error by the delta method. A straight line leaves [0, 1], so each risk is kept half a visit off 0 and 1, and within half and
    // twice of what was seen: else drugs that hardly anybody gets would have enormous odds ratios.
    private (EffectEstimate, EffectFlags) Estimate(FittedCode used, int drug, double difference, double error, EffectFlags flags)
    {
        var (given, share) = ((double)counts.Outcome[drug] / counts.Visits, (double)used.Exposed / counts.Visits);
        var (with, without) = (given + difference * (1 - share), given - difference * share);
        var both = used.Both.Span[drug];
        var (kept, base0) = (Off(with, both, used.Exposed), Off(without, counts.Outcome[drug] - both, counts.Visits - used.Exposed));
        if (with is < 0 or > 1 || without is < 0 or > 1)
            flags |= EffectFlags.Clipped;
        var slope = (1 - share) / (kept * (1 - kept)) + share / (base0 * (1 - base0));
        return (new((float)(LogOdds.Of(kept) - LogOdds.Of(base0)), (float)(slope * error), (float)difference, (float)error), flags);
    }

    private static double Off(double risk, int seen, int visits)
    {
        var raw = (seen + 0.5) / (visits + 1);
        return Math.Clamp(risk, raw / 2, 1 - (1 - raw) / 2);
    }

    private double Least(FittedCode used, int drug, bool few)
    {
        var given = (counts.Outcome[drug] + 1.0) / (counts.Visits + 2);
        var risk = (used.Both.Span[drug] + 2 * given) / (used.Exposed + 2);
        return (few ? 1 : LeastShare) * risk * (1 - risk) / (used.Exposed + 2);
    }

    private double Expected(int exposed, int drug) => (double)exposed * counts.Outcome[drug] / counts.Visits;

    private bool Settled(int held) => held == 0 || held == counts.Visits;

    // How much codes of one parent differ from it beyond chance: the mean over those with an estimate of their own.
    private double Spread()
    {
        var (sum, pairs) = (0.0, 0L);
        for (var code = 0; code < _codes.Count; code++)
            if (codes?.Of(kind, code) is { } own && parents.Of(kind, code) is { } parent && parent.Exposed > own.Exposed
                && own.Fit.Checks[own.Place].Overlaps && parent.Fit.Checks[parent.Place].Overlaps)
                for (var drug = 0; drug < _drugs; drug++)
                    if (Expected(own.Exposed, drug) >= options.MinExpected)
                    {
                        var apart = own.Fit.Difference[own.Place * _drugs + drug] - parent.Fit.Difference[parent.Place * _drugs + drug];
                        sum += apart * apart - own.Fit.Variance[own.Place * _drugs + drug];
                        pairs++;
                    }
        return pairs == 0 ? 0 : Math.Max(0, sum / pairs);
    }
}
