using System.Collections.Frozen;

namespace CafeMed.Data.Fhir;

/// <summary>The URLs and object identifiers by which FHIR names code systems.</summary>
internal static class FhirSystems
{
    private static readonly FrozenDictionary<string, CodeSystem> s_known = new Dictionary<string, CodeSystem>(StringComparer.OrdinalIgnoreCase)
    {
        ["http://hl7.org/fhir/sid/icd-10-cm"] = CodeSystem.Icd10Cm,
        ["urn:oid:2.16.840.1.113883.6.90"] = CodeSystem.Icd10Cm,
        ["http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-diagnosis-icd10"] = CodeSystem.Icd10Cm,
        ["http://hl7.org/fhir/sid/icd-9-cm"] = CodeSystem.Icd9Cm,
        ["http://hl7.org/fhir/sid/icd-9-cm/diagnosis"] = CodeSystem.Icd9Cm,
        ["urn:oid:2.16.840.1.113883.6.103"] = CodeSystem.Icd9Cm,
        ["http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-diagnosis-icd9"] = CodeSystem.Icd9Cm,
        ["http://www.cms.gov/Medicare/Coding/ICD10"] = CodeSystem.Icd10Pcs,
        ["http://hl7.org/fhir/sid/icd-10-pcs"] = CodeSystem.Icd10Pcs,
        ["urn:oid:2.16.840.1.113883.6.4"] = CodeSystem.Icd10Pcs,
        ["http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-procedure-icd10"] = CodeSystem.Icd10Pcs,
        ["http://hl7.org/fhir/sid/icd-9-cm/procedure"] = CodeSystem.Icd9Proc,
        ["urn:oid:2.16.840.1.113883.6.104"] = CodeSystem.Icd9Proc,
        ["http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-procedure-icd9"] = CodeSystem.Icd9Proc,
        ["http://snomed.info/sct"] = CodeSystem.Snomed,
        ["urn:oid:2.16.840.1.113883.6.96"] = CodeSystem.Snomed,
        ["http://www.whocc.no/atc"] = CodeSystem.Atc,
        ["urn:oid:2.16.840.1.113883.6.73"] = CodeSystem.Atc,
        ["http://www.nlm.nih.gov/research/umls/rxnorm"] = CodeSystem.RxNorm,
        ["urn:oid:2.16.840.1.113883.6.88"] = CodeSystem.RxNorm,
        ["http://hl7.org/fhir/sid/ndc"] = CodeSystem.Ndc,
        ["urn:oid:2.16.840.1.113883.6.69"] = CodeSystem.Ndc,
        ["http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-medication-ndc"] = CodeSystem.Ndc,
        ["http://loinc.org"] = CodeSystem.Loinc,
        ["urn:oid:2.16.840.1.113883.6.1"] = CodeSystem.Loinc,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The system behind <paramref name="url"/>, or <see langword="null"/> where the product does not know it.</summary>
    public static CodeSystem? Find(string? url) => url is not null && s_known.TryGetValue(url, out var system) ? system : null;
}
