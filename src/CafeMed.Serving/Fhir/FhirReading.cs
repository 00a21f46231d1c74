using System.Collections.Immutable;
using System.Text.Json;
using CafeMed.Data;
using CafeMed.Data.Fhir;

namespace CafeMed.Serving.Fhir;

/// <summary>From FHIR R4 to a patient, as docs/fhir.md says of cohorts; what differs for a patient of today stands in docs/server.md.</summary>
internal sealed class FhirReading
{
    private readonly ServedModel _model;
    private readonly FhirRecord _record;
    private readonly FhirDrugReading _drugs;
    private readonly string? _patient;
    private readonly DateTime _at;
    private readonly ImmutableArray<JsonElement> _encounters;
    private readonly FhirStays _stays;
    private readonly List<FhirPatient.Drug> _taken = [];
    private readonly List<(FhirTime? When, DateTime? Known, FhirVisit? Visit, Code Code)> _lasting = [];
    private readonly SortedDictionary<string, int> _notes = new(StringComparer.Ordinal);

    private FhirReading(ServedModel model, FhirRecord record, string? patient, string? encounter, DateTimeOffset at, bool lastIsCurrent)
    {
        (_model, _record, _patient, _drugs) = (model, record, patient, new FhirDrugReading(model.Maps, record));
        _at = new DateTime(at.UtcTicks, DateTimeKind.Unspecified);
        _encounters = [.. Own("Encounter", "subject")];
        _stays = FhirStays.Of(_encounters, encounter, _at, lastIsCurrent);
    }

    /// <summary>Reads a patient.</summary>
    /// <param name="model">Which codes are known: of several codings one that training knew is taken.</param>
    /// <param name="record">The resources.</param>
    /// <param name="patient">Identifier of the patient; resources of others are left out and counted. <see langword="null"/> for whoever is there.</param>
    /// <param name="encounter">Identifier of the current encounter, or <see langword="null"/>.</param>
    /// <param name="at">The time of the request.</param>
    /// <param name="lastIsCurrent">Whether the last encounter is advised on although it has ended.</param>
    public static FhirPatient Read(ServedModel model, FhirRecord record, string? patient, string? encounter, DateTimeOffset at, bool lastIsCurrent) =>
        new FhirReading(model, record, patient, encounter, at, lastIsCurrent).Read();

    private FhirPatient Read()
    {
        foreach (var root in _encounters)
            foreach (var reason in root.List("reasonCode"))
                if (_stays.Named(root.Text("id")) is { } visit && Concept(CodeKind.AdmissionDiagnosis, reason) is { } code)
                    visit.Add(CodeKind.AdmissionDiagnosis, code);
        foreach (var root in Own("Condition", "subject"))
            Condition(root);
        foreach (var root in Own("Procedure", "subject"))
            Procedure(root);
        foreach (var type in new[] { "MedicationRequest", "MedicationAdministration", "MedicationStatement" })
            foreach (var root in Own(type, "subject"))
                Medication(type, root);
        foreach (var root in Own("AllergyIntolerance", "patient"))
            Allergy(root);
        foreach (var root in Own("Observation", "subject"))
            Laboratory(root);
        History();
        Person();
        var visits = _stays.All.Select(visit => visit.Build()).ToImmutableArray();
        if (_model.Vocabularies[CodeKind.TimeGap].Count > 0)
            visits = TimeGap.Between(visits);
        return new FhirPatient(
            new Patient(_patient ?? _record.Of("Patient").Select(root => root.Text("id")).FirstOrDefault() ?? "unknown", visits), [.. _taken],
            [.. _notes.Select(note => note.Value == 1 ? note.Key : $"{note.Key} ({note.Value} times)"), .. _record.Remarks]);
    }

    // A resource that names another patient is not this one's, whoever sent it.
    private IEnumerable<JsonElement> Own(string type, string whose)
    {
        foreach (var root in _record.Of(type))
            if (_patient is null || FhirReference.Target(root.Get(whose), "Patient") is not { } owner || owner == _patient)
                yield return root;
            else
                Note($"{type} of another patient");
    }

    private void Condition(JsonElement root)
    {
        var (clinical, doubt) = (Status(root, "clinicalStatus"), Status(root, "verificationStatus"));
        if (doubt is "entered-in-error" or "refuted")
            return;
        if (Concept(CodeKind.Diagnosis, root.Get("code")) is not { } code)
        {
            Note("Condition without code and text");
            return;
        }
        var when = FhirTime.Parse(root.Text("onsetDateTime") ?? root.Get("onsetPeriod").Text("start"));
        var recorded = FhirTime.Parse(root.Text("recordedDate") ?? root.Text("assertedDate"));
        var active = clinical is null or "active" or "recurrence" or "relapse";
        var visit = Place(root, "encounter", when ?? recorded) ?? (active ? _stays.Current : null);
        visit?.Add(CodeKind.Diagnosis, code);
        if (active)
            _lasting.Add((when ?? recorded, (recorded ?? when)?.Latest, visit, code));
        else if (visit is null)
            _stays.Current.Add(CodeKind.PastHistory, code);
    }

    private void Procedure(JsonElement root)
    {
        if (root.Text("status") is "entered-in-error" or "not-done" or "preparation")
            return;
        var when = FhirTime.Parse(root.Text("performedDateTime") ?? root.Get("performedPeriod").Text("start"));
        if (Concept(CodeKind.Procedure, root.Get("code")) is not { } code)
            Note("Procedure without code and text");
        else if (Place(root, "encounter", when) is { } visit)
            visit.Add(CodeKind.Procedure, code);
        else
            Note("Procedure outside of every encounter");
    }

    private void Medication(string type, JsonElement root)
    {
        var status = root.Text("status");
        if (status is "entered-in-error" or "cancelled" or "draft" or "not-done" or "not-taken" || root.Text("intent") is "proposal" or "plan" or "option" || root.Get("doNotPerform").ValueKind == JsonValueKind.True)
            return;
        var (codes, shown) = _drugs.Read(root);
        var now = status is null or "active" or "on-hold" or "intended" or "unknown" or "in-progress";
        if (now)
            _taken.Add(new FhirPatient.Drug(root.Text("id"), type, codes, shown));
        if (codes.IsEmpty)
            Note($"drug {shown}");
        var when = FhirTime.Parse(root.Text("authoredOn") ?? root.Text("dateAsserted") ?? root.Text("effectiveDateTime") ?? root.Get("effectivePeriod").Text("start"));
        var visit = type == "MedicationStatement" ? _stays.Named(Encounter(root)) ?? (now ? _stays.Current : _stays.Holding(when)) : Place(root, "encounter", when);
        // What was ordered outside of every stay and still holds is what the patient comes with.
        var kind = type == "MedicationStatement" || (visit is null && now) ? CodeKind.AdmissionDrug : CodeKind.Medication;
        foreach (var code in codes)
            (visit ?? (now ? _stays.Current : null))?.Add(kind, code);
    }

    private void Allergy(JsonElement root)
    {
        if (Status(root, "verificationStatus") is "entered-in-error" or "refuted" || Status(root, "clinicalStatus") is "inactive" or "resolved")
            return;
        var known = FhirTime.Parse(root.Text("recordedDate") ?? root.Text("onsetDateTime"))?.Earliest;
        var codes = _drugs.Allergy(root);
        if (codes.IsEmpty)
            Note("AllergyIntolerance without code and text");
        foreach (var visit in _stays.All)
            if (visit == _stays.Current || known is null || (visit.End ?? visit.Start) >= known)
                foreach (var code in codes)
                    visit.Add(CodeKind.Allergy, code);
    }

    private void Laboratory(JsonElement root)
    {
        var level = root.List("interpretation").SelectMany(concept => concept.List("coding")).Select(coding => coding.Text("code") switch
        {
            "L" or "LL" or "LU" or "<" => "low", "N" => "normal", "H" or "HH" or "HU" or ">" => "high", "A" or "AA" => "abnormal", _ => null,
        }).FirstOrDefault(bin => bin is not null);
        if (level is null || root.Text("status") is "entered-in-error" or "cancelled" or "registered" || !root.List("category").Any(category => category.List("coding").Any(coding => coding.Text("code") == "laboratory")))
            return;
        var codings = FhirCoding.Of(root.Get("code"));
        var loinc = codings.FirstOrDefault(coding => coding.System == CodeSystem.Loinc && coding.Code is not null)?.Code?.Trim();
        if ((loinc ?? FhirCoding.Words(codings)?.Trim()) is { Length: > 0 } name && Place(root, "encounter", FhirTime.Parse(root.Text("effectiveDateTime") ?? root.Text("issued"))) is { } visit)
            visit.Add(CodeKind.Laboratory, new Code(loinc is null ? CodeSystem.Local : CodeSystem.Loinc, $"{name} {level}"));
    }

    // An active condition of before is history now; where nothing else says why the patient is here, it is what the visit is about.
    private void History()
    {
        foreach (var (when, known, visit, code) in _lasting)
            foreach (var later in _stays.All)
                if (later != visit && when is { } began && began.Latest < later.Start && !(known > later.Start))
                    later.Add(CodeKind.PastHistory, code);
        if (_stays.Current[CodeKind.Diagnosis].Count == 0)
            foreach (var (_, _, _, code) in _lasting)
                _stays.Current.Add(CodeKind.Diagnosis, code);
    }

    private void Person()
    {
        var root = _record.Of("Patient").LastOrDefault(root => _patient is null || root.Text("id") is null || root.Text("id") == _patient);
        var birth = FhirTime.Parse(root.Text("birthDate"))?.Earliest;
        foreach (var visit in _stays.All)
        {
            if (root.ValueKind == JsonValueKind.Object)
                visit.Add(CodeKind.Sex, root.Text("gender") switch { "male" => "M", "female" => "F", var other => other ?? "unknown" });
            if (birth is { } born && born <= visit.Start)
            {
                var age = visit.Start.Year - born.Year - (born.AddYears(visit.Start.Year - born.Year) > visit.Start ? 1 : 0);
                visit.Add(CodeKind.Age, age >= 90 ? "90+" : $"{age / 10 * 10}-{age / 10 * 10 + 9}");
            }
        }
    }

    // Of several codings, one that training knew; else one that the maps bring to such a one; else the one that a cohort would have.
    private Code? Concept(CodeKind kind, JsonElement concept)
    {
        var codings = FhirCoding.Of(concept);
        var vocabulary = _model.Vocabularies[kind];
        var (first, second) = kind == CodeKind.Procedure ? (CodeSystem.Icd10Pcs, CodeSystem.Icd9Proc) : (CodeSystem.Icd10Cm, CodeSystem.Icd9Cm);
        var each = codings.Where(coding => coding.Code is not null).Select(coding => kind == CodeKind.Procedure ? FhirConcepts.Procedure([coding]) : FhirConcepts.Diagnosis([coding])).OfType<Code>().ToArray();
        foreach (var code in each)
            if (vocabulary.IndexOf(code) >= 0)
                return code;
        foreach (var code in each)
            foreach (var system in new[] { first, second })
                foreach (var other in code.System == system ? [] : _model.Maps.Translate(code, system))
                    if (vocabulary.IndexOf(other) >= 0)
                        return other;
        return kind == CodeKind.Procedure ? FhirConcepts.Procedure(codings) : FhirConcepts.Diagnosis(codings);
    }

    private FhirVisit? Place(JsonElement root, string field, FhirTime? when) => _stays.Named(Encounter(root, field)) ?? _stays.Holding(when);

    // Before R4 the element was called context.
    private static string? Encounter(JsonElement root, string field = "encounter") =>
        FhirReference.Target(root.Get(field), "Encounter") ?? FhirReference.Target(root.Get("context"), "Encounter");

    private static string? Status(JsonElement root, string name) => root.Status(name) ?? root.Text(name);

    private void Note(string text) => _notes[text] = _notes.GetValueOrDefault(text) + 1;
}
