using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace CafeMed.Data.Synthetic;

/// <summary>The structural model: the tables with the options applied.</summary>
internal sealed class SyntheticModel
{
    private static readonly SyntheticState[] _observed =
        [SyntheticState.Age, SyntheticState.Burden, SyntheticState.Intensive, SyntheticState.Emergency];

    public SyntheticModel(SyntheticOptions options)
    {
        Options = options;
        Tables = SyntheticTables.Shared;
        Medications = [.. Tables.Drugs.Select(drug => Scaled(drug.Truth, options))];
        Effects = [.. Tables.Indications.SelectMany(Effect)];
        var columns = Medications.Select((drug, column) => (drug.Code, column)).ToFrozenDictionary(pair => pair.Code, pair => pair.column);
        Columns = [.. Effects.Select(effect => columns[effect.Medication])];
        OfCause = Effects.Select((effect, index) => (effect.Cause, index)).GroupBy(pair => pair.Cause)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.index).ToArray());
        Sites = [.. Enumerable.Range(1, options.Sites).Select(Habits)];
    }

    public SyntheticOptions Options { get; }

    public SyntheticTables Tables { get; }

    /// <summary>By column.</summary>
    public ImmutableArray<SyntheticMedication> Medications { get; }

    /// <summary>Every planted effect, contraindications included.</summary>
    public ImmutableArray<SyntheticEffect> Effects { get; }

    /// <summary>The drug's column of every effect.</summary>
    public ImmutableArray<int> Columns { get; }

    /// <summary>The effects of every code that has one.</summary>
    public FrozenDictionary<Code, int[]> OfCause { get; }

    /// <summary>The hospitals; a person's site counts from 1.</summary>
    public ImmutableArray<SyntheticSite> Sites { get; }

    private SyntheticSite Habits(int number)
    {
        var site = string.Create(CultureInfo.InvariantCulture, $"site-{number}");
        return new(
            new Code(CodeSystem.Local, site),
            [.. Medications.Select(drug => Math.Round(1.4 * (SyntheticStream.Fixed(drug.Code.Value, site) - 0.5), 4))]);
    }

    private static SyntheticMedication Scaled(SyntheticMedication drug, SyntheticOptions options) => drug with
    {
        Continued = drug.Continued * options.Persistence,
        Started = drug.Started * options.Persistence,
        RivalLogOdds = drug.RivalLogOdds * options.Persistence,
        ClusterLogOdds = drug.ClusterLogOdds * options.Confounding,
    };

    // Codes of one disease differ a little in strength, and not in what modifies them.
    private IEnumerable<SyntheticEffect> Effect(IndicationRow row)
    {
        var modifiers = row.LogOdds < 0 ? [] : Modifiers(row);
        var drug = Medications[row.Drug].Code;
        return Codes(row).Select(code => new SyntheticEffect(
            code, drug, Math.Round(row.LogOdds * (0.85 + 0.3 * SyntheticStream.Fixed(code.Value, drug.Value)), 4), modifiers));
    }

    private IEnumerable<Code> Codes(IndicationRow row) => row.ByDiagnosis
        ? Tables.Categories[row.CauseIndex].Icd10.Concat(Tables.Categories[row.CauseIndex].Icd9)
        : Tables.Procedures[row.CauseIndex].Icd10.Concat(Tables.Procedures[row.CauseIndex].Icd9);

    // The drug's own modifiers, one of the cause's that all its drugs share, and a smaller one of the pair's own.
    private ImmutableArray<SyntheticModifier> Modifiers(IndicationRow row)
    {
        var pair = row.Cause + "/" + Medications[row.Drug].Code.Value;
        // A very large effect is that of the one drug for a disease, which differs less from patient to patient.
        var scale = Options.Modification * Math.Min(1, 3.5 / row.LogOdds);
        return
        [
            .. Tables.Drugs[row.Drug].Modifiers.Append(Fixed(row.Cause, 0.3, 0.3)).Append(Fixed(pair, 0.1, 0.3))
                .GroupBy(modifier => modifier.State)
                .Select(same => new SyntheticModifier(same.Key, Math.Round(scale * same.Sum(modifier => modifier.Slope), 4)))
                .Where(modifier => modifier.Slope != 0),
        ];
    }

    private static SyntheticModifier Fixed(string name, double smallest, double range)
    {
        var state = _observed[(int)(SyntheticStream.Fixed(name, "state") * _observed.Length)];
        var slope = smallest + range * SyntheticStream.Fixed(name, "slope");
        return new(state, SyntheticStream.Fixed(name, "sign") < 0.5 ? -slope : slope);
    }
}
