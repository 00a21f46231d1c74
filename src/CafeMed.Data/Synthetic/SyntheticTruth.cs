using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>What a synthetic cohort was made from: what an estimator should find, and how good a recommender can be.</summary>
public sealed class SyntheticTruth
{
    private readonly FrozenDictionary<(Code Cause, Code Medication), SyntheticEffect> _byPair;

    internal SyntheticTruth(
        SyntheticOptions options, ImmutableArray<SyntheticMedication> medications, ImmutableArray<SyntheticSite> sites, ImmutableArray<SyntheticCluster> clusters,
        ImmutableArray<SyntheticDisease> diseases, ImmutableArray<SyntheticEffect> all, SyntheticOracle oracle, SyntheticVisits? visits)
    {
        (Options, Medications, Sites, Clusters, Diseases, Oracle, Visits) = (options, medications, sites, clusters, diseases, oracle, visits);
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

    /// <summary>The hidden confounders, in order of their names.</summary>
    public ImmutableArray<SyntheticCluster> Clusters { get; }

    /// <summary>The diseases, with their drift.</summary>
    public ImmutableArray<SyntheticDisease> Diseases { get; }

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

    /// <summary>
    /// Writes <c>truth.json</c> into a folder, and, where the visits are known, <c>truth-visits.csv.gz</c> (state, probabilities and hidden clusters),
    /// <c>truth-propensities.csv.gz</c> and <c>truth-noise.csv.gz</c> (what the record got wrong) beside it: one line a visit, or a mistake, four decimals.
    /// </summary>
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

    /// <summary>Draws the conclusions about the first people of a model: risk differences and oracles.</summary>
    internal static SyntheticTruth Of(SyntheticModel model, IReadOnlyList<ImmutableArray<SyntheticVisitTruth>> people, SyntheticVisits? visits, CancellationToken ct)
    {
        var tables = model.Tables;
        var clusters = tables.Clusters.Select((name, k) => new SyntheticCluster(
            name, SyntheticPerson.ClusterLogOdds * model.Options.Confounding,
            [.. tables.Categories.Where(row => row.Cluster == k).Select(row => row.Id)],
            [.. model.Medications.Where((_, m) => tables.Drugs[m].Cluster == k).Select(drug => drug.Code)]));
        return new(
            model.Options, model.Medications, model.Sites, [.. clusters], model.Diseases,
            new TrueRisks(model, people).Effects(ct), new OracleTrial(model, people).Score(ct), visits);
    }
}
