using System.Collections.Immutable;
using System.Text.Json;
using CafeMed.Data.Fhir;
using CafeMed.Serving.Checks;
using CafeMed.Serving.Json;

namespace CafeMed.Serving.Answers;

/// <summary>Reads changes to a patient, and makes them.</summary>
internal sealed class WhatIfReading(ServedModel model, CheckService checks)
{
    private const int Most = 100;
    private readonly List<string> _told = [];
    private readonly List<Code> _forced = [];
    private readonly List<Code> _barred = [];
    private VisitCodes _codes = VisitCodes.Empty;

    /// <summary>The question after <paramref name="changes"/>, with the changes in words.</summary>
    /// <exception cref="RefusedException">422: one is none.</exception>
    public (Question After, ImmutableArray<string> Told) Apply(Question before, JsonElement changes)
    {
        if (changes.ValueKind != JsonValueKind.Array)
            throw new RefusedException(422, ServingFaults.WrongShape("$.changes", null));
        if (changes.GetArrayLength() > Most)
            throw new RefusedException(422, ServingFaults.TooMany("changes", Most));
        var visit = before.Patient.CurrentVisit;
        _codes = visit.Codes;
        var at = 0;
        foreach (var change in changes.EnumerateArray())
            One(change, $"$.changes[{at++}]");
        var patient = new Patient(before.Patient.Id, [.. before.Patient.Visits[..^1], visit with { Codes = _codes }]);
        return (before with { Patient = patient, Forced = [.. _forced], Barred = [.. _barred] }, [.. _told]);
    }

    private void One(JsonElement change, string path)
    {
        if (change.ValueKind != JsonValueKind.Object)
            throw Bad(path, "it is no object");
        switch (change.Text("change"))
        {
            case "add-code":
                Code(change, path, add: true);
                break;
            case "remove-code":
                Code(change, path, add: false);
                break;
            case "add-drug":
                Drug(change, path, _forced, _barred, "added to the set");
                break;
            case "remove-drug":
                Drug(change, path, _barred, _forced, "taken out of the set");
                break;
            case "set-allergy":
                Allergy(change, path);
                break;
            default:
                throw Bad(path, "its member 'change' is none of add-code, remove-code, add-drug, remove-drug, set-allergy");
        }
    }

    private void Code(JsonElement change, string path, bool add)
    {
        RequestReading.Only(change, path, "change", "kind", "code");
        var kind = CodeKinds.All.Where(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()) == change.Text("kind")).Cast<CodeKind?>().FirstOrDefault()
            ?? throw Bad($"{path}.kind", "it is no kind of code");
        if (change.Text("code") is not { } text || text.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon) || colon == text.Length - 1)
            throw Bad($"{path}.code", "it is no code System:Value");
        var code = CafeMed.Code.Parse(text);
        if (!CodeSystem.Known.Contains(code.System))
            throw Bad($"{path}.code", "it is of no known system");
        // A visit has one age and one sex: another one replaces it.
        var single = kind is CodeKind.Age or CodeKind.Sex;
        _codes = _codes.With(kind, CodeSet.From(add ? single ? [code] : _codes[kind].Append(code) : _codes[kind].Where(other => other != code)));
        _told.Add($"{ReasonText.Of(kind)} {NamedCode.Told(model.Names.Label(code), code)} {(add ? "added" : "removed")}");
    }

    private void Drug(JsonElement change, string path, List<Code> into, List<Code> outOf, string done)
    {
        RequestReading.Only(change, path, "change", "drug");
        var codes = change.Text("drug") is { } text && text.Length <= 500 ? checks.Drug(text) : throw Bad($"{path}.drug", "it is no text");
        if (codes.IsEmpty)
            throw new RefusedException(422, ServingFaults.NotUnderstood($"{path}.drug", "drug", checks.NearestTo(text)));
        foreach (var code in codes.Select(code => AtcLevel.Truncate(code, model.Level)).Distinct())
        {
            into.Add(code);
            outOf.Remove(code);
            _told.Add($"{NamedCode.Told(model.Names.Label(code), code)} {done}");
        }
    }

    private void Allergy(JsonElement change, string path)
    {
        RequestReading.Only(change, path, "change", "allergy");
        var codes = change.Text("allergy") is { } text && text.Length <= 500 ? checks.Allergy(text.Trim()) : throw Bad($"{path}.allergy", "it is no text");
        _codes = _codes.With(CodeKind.Allergy, CodeSet.From(_codes[CodeKind.Allergy].Concat(codes)));
        _told.Add($"allergy {string.Join(", ", codes.Select(code => NamedCode.Told(model.Names.Label(code), code)))} set");
    }

    private static RefusedException Bad(string path, string why) => new(422, ServingFaults.BadChange(path, why));
}
