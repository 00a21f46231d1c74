using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace CafeMed.Data;

/// <summary>Walks a patient's JSON and knows where it is.</summary>
internal sealed class PatientReading(DateTime now)
{
    private static readonly ImmutableArray<string> _ofPatient = ["id", "shiftedDates", "visits"];
    private static readonly ImmutableArray<string> _ofVisit = ["id", "startedAt", "endedAt", "codes"];
    private static readonly ImmutableArray<string> _kinds = [.. CodeKinds.All.Select(PatientFile.NameOf)];
    private static readonly ImmutableArray<string> _systems = [.. CodeSystem.Known.Select(system => system.Name)];
    private static readonly ImmutableArray<string> _formats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];
    private static readonly ImmutableArray<CodeKind> s_single = [CodeKind.Age, CodeKind.Sex];
    private bool _shifted;

    public static string TextOf(DateTime time) => time.ToString(_formats[2], CultureInfo.InvariantCulture).TrimEnd('.');

    public Patient Read(JsonElement root)
    {
        Check(root, "$", _ofPatient);
        var id = Text(Required(root, "$", "id"), "$.id");
        if (root.TryGetProperty("shiftedDates", out var shifted))
            _shifted = shifted.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? shifted.GetBoolean()
                : throw Faults.WrongType("$.shiftedDates", "true or false");
        var visits = Required(root, "$", "visits");
        if (visits.ValueKind != JsonValueKind.Array)
            throw Faults.WrongType("$.visits", "a list");
        if (visits.GetArrayLength() == 0)
            throw Faults.NoVisits("$.visits");
        return new Patient(id, [.. visits.EnumerateArray().Select((visit, i) => VisitOf(visit, $"$.visits[{i}]"))]);
    }

    private Visit VisitOf(JsonElement visit, string path)
    {
        Check(visit, path, _ofVisit);
        var id = Text(Required(visit, path, "id"), $"{path}.id");
        var start = Time(Required(visit, path, "startedAt"), $"{path}.startedAt");
        var end = visit.TryGetProperty("endedAt", out var given) && given.ValueKind != JsonValueKind.Null ? Time(given, $"{path}.endedAt") : (DateTime?)null;
        if (end < start)
            throw Faults.EndsBeforeStart($"{path}.endedAt", end.Value, start);
        return new Visit(id, start, end, CodesOf(Required(visit, path, "codes"), $"{path}.codes"));
    }

    private static VisitCodes CodesOf(JsonElement codes, string path)
    {
        if (codes.ValueKind != JsonValueKind.Object)
            throw Faults.WrongType(path, "an object");
        var sets = new Dictionary<CodeKind, CodeSet>();
        foreach (var property in codes.EnumerateObject())
        {
            var kind = _kinds.IndexOf(property.Name);
            if (kind < 0)
                throw Faults.UnknownKind(path, property.Name, _kinds);
            if (sets.ContainsKey(CodeKinds.All[kind]))
                throw Faults.RepeatedProperty(path, property.Name);
            if (property.Value.ValueKind != JsonValueKind.Array)
                throw Faults.WrongType($"{path}.{property.Name}", "a list");
            sets[CodeKinds.All[kind]] = CodeSet.From(property.Value.EnumerateArray().Select((code, i) => CodeOf(CodeKinds.All[kind], code, $"{path}.{property.Name}[{i}]")).ToList());
        }
        foreach (var kind in s_single)
            if (sets.GetValueOrDefault(kind) is { Count: > 1 } several)
                throw PatientFaults.Contradiction($"{path}.{PatientFile.NameOf(kind)}", several);
        return new(sets);
    }

    private static Code CodeOf(CodeKind kind, JsonElement element, string path)
    {
        var text = Text(element, path);
        try
        {
            var code = Code.Parse(text);
            if (!CodeSystem.Known.Contains(code.System))
                throw Faults.UnknownSystem(path, code.System.Name, _systems);
            if (!SystemsOf(kind).Contains(code.System))
                throw Faults.SystemOfAnotherKind(path, text, PatientFile.NameOf(kind), [.. SystemsOf(kind).Select(system => system.Name)]);
            return IsWellFormed(code) ? code : throw Faults.MalformedCode(path, text);
        }
        catch (CafeMedException exception) when (exception.Fault.Code == "CM2001")
        {
            throw Faults.MalformedCode(path, text, exception);
        }
    }

    // What a data set calls by words of its own is Local, so every kind has it.
    private static ImmutableArray<CodeSystem> SystemsOf(CodeKind kind) => kind switch
    {
        CodeKind.Diagnosis or CodeKind.AdmissionDiagnosis or CodeKind.PastHistory => [CodeSystem.Icd9Cm, CodeSystem.Icd10Cm, CodeSystem.Snomed, CodeSystem.Local],
        CodeKind.Procedure => [CodeSystem.Icd9Proc, CodeSystem.Icd10Pcs, CodeSystem.Snomed, CodeSystem.Local],
        CodeKind.Medication or CodeKind.AdmissionDrug => [CodeSystem.Atc, CodeSystem.Local],
        // An allergy that no table knows as a drug stays as the source has it.
        CodeKind.Allergy => [CodeSystem.Atc, CodeSystem.RxNorm, CodeSystem.Ndc, CodeSystem.Snomed, CodeSystem.Local],
        CodeKind.Laboratory => [CodeSystem.Loinc, CodeSystem.Local],
        _ => [CodeSystem.Local],
    };

    // A dot or a small letter would make a known code an unknown one. A laboratory result is item and level: 2160-0 high.
    private static bool IsWellFormed(Code code) => code.System.Name switch
    {
        "Local" => true,
        "Loinc" => IsLoinc(code.Value),
        "Snomed" or "RxNorm" or "Ndc" => code.Value.All(char.IsAsciiDigit),
        _ => code.Value.All(sign => char.IsAsciiLetterUpper(sign) || char.IsAsciiDigit(sign)),
    };

    private static bool IsLoinc(string value)
    {
        var item = value.Split(' ', 2)[0];
        return item.Length >= 3 && item[^2] == '-' && char.IsAsciiDigit(item[^1]) && item[..^2].All(char.IsAsciiDigit) && (value.Length == item.Length || value[^1] != ' ');
    }

    private DateTime Time(JsonElement element, string path)
    {
        var text = Text(element, path);
        if (!DateTime.TryParseExact(text, [.. _formats], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            throw Faults.NotATime(path, text);
        return time <= now || _shifted ? time : throw Faults.FutureTime(path, time, now);
    }

    private static string Text(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.String)
            throw Faults.WrongType(path, "a text");
        return element.GetString() is { Length: > 0 } text ? text : throw Faults.EmptyText(path);
    }

    private static JsonElement Required(JsonElement parent, string path, string name) =>
        parent.TryGetProperty(name, out var element) ? element : throw Faults.MissingProperty(path, name);

    private static void Check(JsonElement element, string path, ImmutableArray<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Faults.WrongType(path, "an object");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            if (!known.Contains(property.Name))
                throw Faults.UnknownProperty(path, property.Name, known);
            else if (!seen.Add(property.Name))
                throw Faults.RepeatedProperty(path, property.Name);
    }
}
