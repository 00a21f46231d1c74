namespace CafeMed.Data.Fhir;

/// <summary>Chooses among the codings of a concept, and maps it.</summary>
internal sealed class FhirConcepts(DrugMap drugs)
{
    private static readonly CodeSystem[] s_diagnoses = [CodeSystem.Icd10Cm, CodeSystem.Icd9Cm, CodeSystem.Snomed];
    private static readonly CodeSystem[] s_procedures = [CodeSystem.Icd10Pcs, CodeSystem.Icd9Proc, CodeSystem.Snomed];

    /// <summary>The diagnosis: ICD-10-CM, else ICD-9-CM, else SNOMED CT, else its words.</summary>
    public Code? Diagnosis(IReadOnlyList<FhirCoding> codings) => Best(codings, s_diagnoses);

    /// <summary>The procedure: ICD-10-PCS, else ICD-9-CM volume 3, else SNOMED CT, else its words.</summary>
    public Code? Procedure(IReadOnlyList<FhirCoding> codings) => Best(
        [.. codings.Select(coding => coding.System == CodeSystem.Icd9Cm ? coding with { System = CodeSystem.Icd9Proc } : coding)], s_procedures);

    /// <summary>The ingredients (ATC level 5): by ATC code, else by the map of names.</summary>
    public IReadOnlyList<Code> Drug(IReadOnlyList<FhirCoding> codings)
    {
        foreach (var coding in codings)
            if (coding.System == CodeSystem.Atc && coding.Code is { } atc && AtcLevel.Of(Code.Atc(atc.ToUpperInvariant())) == 5)
                return [Code.Atc(atc.ToUpperInvariant())];
        foreach (var name in codings.Select(coding => coding.Display).Reverse())
            if (name is not null && drugs[name] is { Length: > 0 } found)
                return found;
        return [];
    }

    /// <summary>What somebody is allergic to: a drug's ingredients, else words.</summary>
    public IReadOnlyList<Code> Allergy(IReadOnlyList<FhirCoding> codings) =>
        Drug(codings) is { Count: > 0 } drug ? drug : FhirCoding.Words(codings) is { } words ? [Words(words)] : [];

    /// <summary>Words of the source's own.</summary>
    public static Code Words(string text) => new(CodeSystem.Local, text.Trim());

    private static Code? Best(IReadOnlyList<FhirCoding> codings, CodeSystem[] preferred)
    {
        foreach (var system in preferred)
            foreach (var coding in codings)
                if (coding.System == system && coding.Code?.Trim() is { Length: > 0 } value)
                    return new(system, system == CodeSystem.Snomed ? value : value.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant());
        var other = codings.FirstOrDefault(coding => coding.Code is not null && coding.Url is not null);
        return other is not null ? Words($"{other.Url!.Split('/')[^1]} {other.Code}") : FhirCoding.Words(codings) is { } words && words.Trim().Length > 0 ? Words(words) : null;
    }
}
