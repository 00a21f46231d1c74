using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>The structural model: the tables with the options applied, laid flat for speed.</summary>
internal sealed class SyntheticModel
{
    public SyntheticModel(SyntheticOptions options)
        : this(options, SyntheticCalibration.Of(options))
    {
    }

    public SyntheticModel(SyntheticOptions options, SyntheticShift shift)
    {
        (Options, Shift, Tables) = (options, shift, SyntheticTables.Shared);
        Medications = [.. Tables.Drugs.Select(Scaled)];
        Causes = new(Tables, options);
        Effects = [.. Tables.Indications.SelectMany(row => SyntheticEffects.Of(row, this))];
        var columns = Medications.Select((drug, column) => (drug.Code, column)).ToFrozenDictionary(pair => pair.Code, pair => pair.column);
        Columns = [.. Effects.Select(effect => columns[effect.Medication])];
        EffectLogOdds = [.. Effects.Select(effect => effect.LogOdds)];
        Slopes = [.. Effects.SelectMany(SyntheticEffects.Slopes)];
        var ofCause = Effects.Select((effect, index) => (effect.Cause, index)).ToLookup(pair => pair.Cause, pair => pair.index);
        OfCause = [.. Causes.Codes.Select(code => ofCause[code].ToArray())];
        Sites = SyntheticHabits.Of(this);
        SiteCodes = [.. Sites.Select(site => CodeSet.Create(site.Code))];
        SiteShares = SyntheticShares.Flat(options.Sites);
        Turns = [.. Sites.Select(site => Causes.Turns(site.CodedOtherwise))];
        FirstIngredients = [.. Sites.Select(site => site.Formulary.Select((code, m) => Tables.Drugs[m].Ingredients.IndexOf(code)).ToArray())];
        IngredientShares = [.. Tables.Drugs.Select(drug => SyntheticShares.Steep(drug.Ingredients.Length, 1))];
        Diseases = [.. Tables.Categories.Select(Disease)];
    }

    public SyntheticOptions Options { get; }

    public SyntheticShift Shift { get; }

    public SyntheticTables Tables { get; }

    /// <summary>By column.</summary>
    public ImmutableArray<SyntheticMedication> Medications { get; }

    /// <summary>Diagnosis and procedure codes by number.</summary>
    public SyntheticCauses Causes { get; }

    /// <summary>Every planted effect, contraindications included.</summary>
    public ImmutableArray<SyntheticEffect> Effects { get; }

    /// <summary>The drug's column of every effect.</summary>
    public int[] Columns { get; }

    /// <summary>The log odds of every effect.</summary>
    public double[] EffectLogOdds { get; }

    /// <summary>(E * 5) slopes of every effect's gate, by <see cref="SyntheticState"/>.</summary>
    public double[] Slopes { get; }

    /// <summary>The effects of every code, by its number.</summary>
    public int[][] OfCause { get; }

    /// <summary>The hospitals; a person's site counts from 0 here.</summary>
    public ImmutableArray<SyntheticSite> Sites { get; }

    /// <summary>The hospitals as visits say them.</summary>
    public CodeSet[] SiteCodes { get; }

    /// <summary>Rising shares of the hospitals.</summary>
    public double[] SiteShares { get; }

    /// <summary>For every hospital, by cause: 1 where the second code comes first.</summary>
    public int[][] Turns { get; }

    /// <summary>For every hospital, by column: which ingredient comes first.</summary>
    public int[][] FirstIngredients { get; }

    /// <summary>Rising shares of a group's ingredients, by column.</summary>
    public double[][] IngredientShares { get; }

    /// <summary>Diseases by category.</summary>
    public ImmutableArray<SyntheticDisease> Diseases { get; }

    /// <summary>The effect's multiplier for a state; equal to <see cref="SyntheticEffect.Gate"/> to the last bit.</summary>
    public double Gate(int effect, float[] states)
    {
        var gate = 1.0;
        for (var (s, at) = (0, effect * states.Length); s < states.Length; s++)
            gate += Slopes[at + s] * states[s];
        return Math.Clamp(gate, 0, SyntheticEffect.LargestGate);
    }

    private SyntheticMedication Scaled(DrugRow drug) => drug.Truth with
    {
        BaseLogOdds = Math.Round(drug.Truth.BaseLogOdds + Shift.Drugs, 4),
        Continued = drug.Truth.Continued * Options.Persistence,
        Started = drug.Truth.Started * Options.Persistence,
        RivalLogOdds = drug.Truth.RivalLogOdds * Options.Persistence,
        ClusterLogOdds = drug.Truth.ClusterLogOdds * Options.Confounding,
        Cluster = Tables.Clusters[drug.Cluster],
        DriftLogOdds = Math.Round(1.4 * Options.Drift * (SyntheticStream.Fixed(drug.Truth.Code.Value, "drift") - 0.5), 4),
    };

    private SyntheticDisease Disease(CategoryRow row)
    {
        // What less than 2 % have is rare.
        var tail = row.LogOdds < -3.8918 && Options.RareTail != 1 ? Options.RareTail == 0 ? -1000 : SyntheticMath.Log(Options.RareTail) : 0;
        var drift = Math.Round(0.8 * Options.Drift * (SyntheticStream.Fixed(row.Id, "drift") - 0.5), 4);
        return new(row.Id, Tables.Clusters[row.Cluster], row.Chronic, Math.Round(row.LogOdds + Shift.Diagnoses + tail, 4), drift);
    }
}
