using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>What a synthetic cohort was made from: what an estimator should find, and how good a recommender can be.</summary>
public sealed class SyntheticTruth
{
    private readonly FrozenDictionary<(Code Cause, Code Medication), SyntheticEffect> _byPair;

    internal SyntheticTruth(
        SyntheticOptions options, ImmutableArray<SyntheticMedication> medications, ImmutableArray<SyntheticSite> sites,
        ImmutableArray<SyntheticEffect> all, SyntheticOracle oracle, SyntheticVisits? visits)
    {
        (Options, Medications, Sites, Oracle, Visits) = (options, medications, sites, oracle, visits);
        Effects = [.. all.Where(effect => effect.LogOdds > 0)];
        Contraindications = [.. all.Where(effect => effect.LogOdds < 0)];
        _byPair = all.ToFrozenDictionary(effect => (effect.Cause, effect.Medication));
    }

    /// <summary>What was asked for.</summary>
    public SyntheticOptions Options { get; }

    /// <summary>The groups of drugs, in order of their codes.</summary>
    public ImmutableArray<SyntheticMedication> Medications { get; }

    /// <summary>The hospitals.</summary>
    public ImmutableArray<SyntheticSite> Sites { get; }

    /// <summary>The effects that raise a drug.</summary>
    public ImmutableArray<SyntheticEffect> Effects { get; }

    /// <summary>The effects that lower a drug; nothing modifies them.</summary>
    public ImmutableArray<SyntheticEffect> Contraindications { get; }

    /// <summary>The best that can be reached on this cohort.</summary>
    public SyntheticOracle Oracle { get; }

    /// <summary>State and probabilities of every visit; <see langword="null"/> where the truth was read from a file.</summary>
    public SyntheticVisits? Visits { get; }

    /// <summary>The planted effect of a code on a group of drugs (ATC level 4), or <see langword="null"/> where there is none: then the true direct effect is 0.</summary>
    public SyntheticEffect? Find(Code cause, Code medication) => _byPair.GetValueOrDefault((cause, medication));

    /// <summary>The true multiplier, in [0, 3], of the effect of a code on a group of drugs at a visit; <see langword="null"/> where no such effect was planted.</summary>
    /// <exception cref="InvalidOperationException">The truth was read from a file, and knows no visits.</exception>
    /// <exception cref="KeyNotFoundException">The cohort has no such visit.</exception>
    public double? Gate(string visitId, Code cause, Code medication)
    {
        var visits = Visits ?? throw new InvalidOperationException("A truth that was read from a file knows no visits.");
        return Find(cause, medication)?.Gate(visits.States(visitId));
    }

    /// <summary>Writes <c>truth.json</c> into a folder, and <c>truth-visits.csv.gz</c> beside it where the visits are known: state and probabilities, one line a visit, four decimals.</summary>
    /// <param name="folder">Made where it is missing; files of those names are replaced.</param>
    /// <param name="ct">Stops the writing; what is written by then is left behind.</param>
    /// <exception cref="CafeMedException"><c>CM1904</c>: the folder cannot be written to.</exception>
    public Task WriteAsync(DirectoryInfo folder, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return TruthFile.WriteAsync(this, folder, ct);
    }

    /// <summary>Reads <c>truth.json</c> from a folder; <see cref="Visits"/> is then <see langword="null"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM1902</c>: there is none. <c>CM1903</c>: it cannot be read.</exception>
    public static Task<SyntheticTruth> ReadAsync(DirectoryInfo folder, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return TruthFile.ReadAsync(folder, ct);
    }
}
