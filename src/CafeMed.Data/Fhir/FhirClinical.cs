using System.Text.Json;

namespace CafeMed.Data.Fhir;

/// <summary>Encounters, conditions, procedures, laboratory results and allergies.</summary>
internal sealed class FhirClinical(FhirStore store, FhirConcepts concepts)
{
    public void Encounter(JsonElement root, FhirHead head)
    {
        var period = root.Get("period");
        var (start, stop) = (FhirTime.Parse(period.Text("start"))?.Earliest, FhirTime.Parse(period.Text("end"))?.Latest);
        var patient = FhirReference.Target(root.Get("subject"), "Patient");
        var reason = root.Text("status") switch
        {
            "entered-in-error" or "cancelled" or "planned" => $"status {root.Text("status")}",
            _ when patient is null => "no patient",
            _ when start is null => "no start of its period",
            _ when stop is null && period.Text("end") is not null => "the end of its period is no time",
            _ when stop < start => "ends before it starts",
            _ when head.Id is null => "no identifier",
            _ => null,
        };
        var type = root.List("type").Select(concept => FhirCoding.Words(FhirCoding.Of(concept))).FirstOrDefault(words => words is not null);
        store.Encounter(head with { Reason = reason }, new(
            patient, FhirReference.Target(root.Get("partOf"), "Encounter"), start, stop, root.Get("class").Text("code"), type,
            Place(root.Get("serviceProvider"), "Organization"),
            root.List("location").Select(location => Place(location.Get("location"), "Location")).FirstOrDefault(place => place is not null)));
        foreach (var concept in root.List("reasonCode"))
            if (reason is null && FhirConcepts.Diagnosis(FhirCoding.Of(concept)) is { } code)
                store.Fact(head, new(CodeKind.AdmissionDiagnosis, patient, head.Id, null, start), code);
    }

    public void Condition(JsonElement root, FhirHead head)
    {
        var onset = FhirTime.Parse(root.Text("onsetDateTime") ?? root.Get("onsetPeriod").Text("start"));
        var recorded = FhirTime.Parse(root.Text("recordedDate"));
        var code = FhirConcepts.Diagnosis(FhirCoding.Of(root.Get("code")));
        var reason = root.Status("verificationStatus") switch
        {
            "entered-in-error" or "refuted" => $"verification status {root.Status("verificationStatus")}",
            _ => code is null ? "no code and no text" : null,
        };
        store.Fact(
            head with { Reason = reason },
            new(CodeKind.Diagnosis, FhirReference.Target(root.Get("subject"), "Patient"), Visit(root, "encounter"), onset ?? recorded, (recorded ?? onset)?.Latest,
                Lasting: root.Status("clinicalStatus") is "active" or "recurrence" or "relapse"),
            code);
    }

    public void Procedure(JsonElement root, FhirHead head)
    {
        var when = FhirTime.Parse(root.Text("performedDateTime") ?? root.Get("performedPeriod").Text("start"));
        var code = FhirConcepts.Procedure(FhirCoding.Of(root.Get("code")));
        var reason = root.Text("status") switch
        {
            "entered-in-error" or "not-done" or "preparation" => $"status {root.Text("status")}",
            _ => code is null ? "no code and no text" : null,
        };
        store.Fact(head with { Reason = reason }, new(CodeKind.Procedure, FhirReference.Target(root.Get("subject"), "Patient"), Visit(root, "encounter"), when, when?.Latest), code);
    }

    public void Observation(JsonElement root, FhirHead head)
    {
        var laboratory = root.List("category").Any(category => category.List("coding").Any(coding => coding.Text("code") == "laboratory"));
        var level = root.List("interpretation").SelectMany(concept => concept.List("coding")).Select(coding => Level(coding.Text("code"))).FirstOrDefault(bin => bin is not null);
        var codings = FhirCoding.Of(root.Get("code"));
        var loinc = codings.FirstOrDefault(coding => coding.System == CodeSystem.Loinc && coding.Code is not null)?.Code?.Trim();
        var name = loinc ?? FhirCoding.Words(codings)?.Trim();
        var reason = !laboratory ? "no laboratory result"
            : root.Text("status") is "entered-in-error" or "cancelled" or "registered" ? $"status {root.Text("status")}"
            : level is null ? "no interpretation as low, normal or high"
            : name is null ? "no code and no text"
            : null;
        var when = FhirTime.Parse(root.Text("effectiveDateTime") ?? root.Text("effectiveInstant") ?? root.Get("effectivePeriod").Text("start"));
        var known = FhirTime.Parse(root.Text("issued")) ?? when;
        store.Fact(
            head with { Reason = reason },
            new(CodeKind.Laboratory, FhirReference.Target(root.Get("subject"), "Patient"), Visit(root, "encounter"), when ?? known, known?.Latest),
            reason is null ? new Code(loinc is null ? CodeSystem.Local : CodeSystem.Loinc, $"{name} {level}") : null);
    }

    public void Allergy(JsonElement root, FhirHead head)
    {
        var known = FhirTime.Parse(root.Text("recordedDate") ?? root.Text("onsetDateTime"));
        var codes = concepts.Allergy(FhirCoding.Of(root.Get("code")));
        var reason = root.Status("verificationStatus") is ("entered-in-error" or "refuted") and var doubt ? $"verification status {doubt}"
            : root.Status("clinicalStatus") is ("inactive" or "resolved") and var status ? $"clinical status {status}"
            : codes.Length == 0 ? "no code and no text"
            : null;
        var fact = new FhirFact(CodeKind.Allergy, FhirReference.Target(root.Get("patient"), "Patient"), Visit(root, "encounter"), known, known?.Latest, Lasting: true);
        foreach (var code in codes.Select(code => (Code?)code).DefaultIfEmpty())
            store.Fact(head with { Reason = reason }, fact, code);
    }

    private static string? Visit(JsonElement root, string field) => FhirReference.Target(root.Get(field), "Encounter") ?? root.Get(field).Text("reference");

    private static string? Place(JsonElement reference, string type) =>
        FhirReference.Target(reference, type) ?? reference.Text("display");

    // HL7's ObservationInterpretation.
    private static string? Level(string? code) => code switch
    {
        "L" or "LL" or "LU" or "<" => "low",
        "N" => "normal",
        "H" or "HH" or "HU" or ">" => "high",
        "A" or "AA" => "abnormal",
        _ => null,
    };
}
