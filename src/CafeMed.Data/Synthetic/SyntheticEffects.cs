using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>Turns what a disease does to a group of drugs into the effects of its codes.</summary>
internal static class SyntheticEffects
{
    private static readonly SyntheticState[] _observed =
        [SyntheticState.Age, SyntheticState.Burden, SyntheticState.Intensive, SyntheticState.Emergency];

    /// <summary>The effects of every code of a row: codes of one disease differ a little in strength, and not in what modifies them.</summary>
    public static IEnumerable<SyntheticEffect> Of(IndicationRow row, SyntheticModel model)
    {
        var modifiers = row.LogOdds < 0 ? [] : Modifiers(row, model);
        var drug = model.Medications[row.Drug].Code;
        return Codes(row, model.Tables).Select(code => new SyntheticEffect(
            code, drug, Math.Round(row.LogOdds * (1 + model.Options.CodeSpread * (SyntheticStream.Fixed(code.Value, drug.Value) - 0.5)), 4), modifiers)
        {
            Group = row.Cause,
        });
    }

    /// <summary>(5) slopes of an effect's gate, by <see cref="SyntheticState"/>.</summary>
    public static double[] Slopes(SyntheticEffect effect)
    {
        var slopes = new double[SyntheticStay.StateCount];
        foreach (var modifier in effect.Modifiers)
            slopes[(int)modifier.State] = modifier.Slope;
        return slopes;
    }

    private static IEnumerable<Code> Codes(IndicationRow row, SyntheticTables tables) => row.ByDiagnosis
        ? tables.Categories[row.CauseIndex].Icd10.Concat(tables.Categories[row.CauseIndex].Icd9)
        : tables.Procedures[row.CauseIndex].Icd10.Concat(tables.Procedures[row.CauseIndex].Icd9);

    // The drug's own modifiers, and one of the family of diseases, that all its diseases and drugs share: few enough to be learned from thousands of people.
    private static ImmutableArray<SyntheticModifier> Modifiers(IndicationRow row, SyntheticModel model)
    {
        var tables = model.Tables;
        var cluster = row.ByDiagnosis ? tables.Categories[row.CauseIndex].Cluster : tables.Procedures[row.CauseIndex].Cluster;
        // A very large effect is that of the one drug for a disease, which differs less from patient to patient.
        var scale = model.Options.Modification * Math.Min(1, 3.5 / row.LogOdds);
        return
        [
            .. tables.Drugs[row.Drug].Modifiers.Append(Family(cluster < 0 ? row.Cause : tables.Clusters[cluster]))
                .GroupBy(modifier => modifier.State)
                .Select(same => new SyntheticModifier(same.Key, Math.Round(scale * same.Sum(modifier => modifier.Slope), 4)))
                .Where(modifier => modifier.Slope != 0)
                .OrderBy(modifier => modifier.State),
        ];
    }

    private static SyntheticModifier Family(string name)
    {
        var state = _observed[(int)(SyntheticStream.Fixed(name, "state") * _observed.Length)];
        var slope = 0.3 + 0.3 * SyntheticStream.Fixed(name, "slope");
        return new(state, SyntheticStream.Fixed(name, "sign") < 0.5 ? -slope : slope);
    }
}
