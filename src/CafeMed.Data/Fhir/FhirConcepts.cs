using System.Collections.Immutable;

namespace CafeMed.Data.Fhir;

/// <summary>Chooses among the codings of a concept, and maps drugs.</summary>
internal sealed class FhirConcepts(CodeMaps maps)
{
    // What is asked again and again is a few thousand drugs; the bound is for files that never repeat themselves.
    private const int MostRemembered = 100_000;
    private static readonly CodeSystem[] s_diagnoses = [CodeSystem.Icd10Cm, CodeSystem.Icd9Cm, CodeSystem.Snomed];
    private static readonly CodeSystem[] s_procedures = [CodeSystem.Icd10Pcs, CodeSystem.Icd9Proc, CodeSystem.Snomed];
    private static readonly CodeSystem[] s_drugs = [CodeSystem.Atc, CodeSystem.RxNorm, CodeSystem.Ndc];
    private readonly Dictionary<(CodeSystem?, string), ImmutableArray<Code>> _remembered = [];

    /// <summary>The shipped tables that drugs are looked up in.</summary>
    public static IReadOnlyList<string> Tables { get; } = ["drug-strings", "drug-names", "rxnorm-atc", "ndc-rxnorm"];

    /// <summary>The diagnosis: ICD-10-CM, else ICD-9-CM, else SNOMED CT, else its words.</summary>
    public static Code? Diagnosis(IReadOnlyList<FhirCoding> codings) => Best(codings, s_diagnoses);

    /// <summary>The procedure: ICD-10-PCS, else ICD-9-CM volume 3, else SNOMED CT, else its words.</summary>
    public static Code? Procedure(IReadOnlyList<FhirCoding> codings) => Best(
        [.. codings.Select(coding => coding.System == CodeSystem.Icd9Cm ? coding with { System = CodeSystem.Icd9Proc } : coding)], s_procedures);

    /// <summary>The ingredients (ATC level 5): by ATC code, else RxNorm, else NDC, else its text, else a display.</summary>
    public ImmutableArray<Code> Drug(IReadOnlyList<FhirCoding> codings)
    {
        foreach (var system in s_drugs)
            foreach (var coding in codings)
                if (coding.System == system && coding.Code is { } value && Known(system, value) is { Length: > 0 } found)
                    return found;
        for (var i = codings.Count - 1; i >= 0; i--)
            if (codings[i].Display is { } name && Known(null, name) is { Length: > 0 } found)
                return found;
        return [];
    }

    /// <summary>What somebody is allergic to: a drug's ingredients, else words.</summary>
    public ImmutableArray<Code> Allergy(IReadOnlyList<FhirCoding> codings) =>
        Drug(codings) is { Length: > 0 } drug ? drug : FhirCoding.Words(codings)?.Trim() is { Length: > 0 } words ? [Words(words)] : [];

    /// <summary>Words of the source's own.</summary>
    public static Code Words(string text) => new(CodeSystem.Local, text.Trim());

    private ImmutableArray<Code> Known(CodeSystem? system, string value)
    {
        if (_remembered.TryGetValue((system, value), out var known))
            return known;
        if (_remembered.Count == MostRemembered)
            _remembered.Clear();
        var found = system is { } coded ? maps.ToAtc(new Code(coded, value)) : maps.Drug(value).Codes;
        return _remembered[(system, value)] = [.. found.Where(code => AtcLevel.Of(code) == 5)];
    }

    private static Code? Best(IReadOnlyList<FhirCoding> codings, CodeSystem[] preferred)
    {
        foreach (var system in preferred)
            foreach (var coding in codings)
                if (coding.System == system && coding.Code?.Trim() is { Length: > 0 } value)
                    return new(system, system == CodeSystem.Snomed ? value : value.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant());
        var other = codings.FirstOrDefault(coding => coding.Code?.Trim() is { Length: > 0 } && coding.Url is not null);
        return other is not null ? Words($"{other.Url!.Split('/')[^1]} {other.Code}") : FhirCoding.Words(codings)?.Trim() is { Length: > 0 } words ? Words(words) : null;
    }
}
