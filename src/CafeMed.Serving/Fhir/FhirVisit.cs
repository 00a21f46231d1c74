using System.Text.Json;
using CafeMed.Data.Fhir;

namespace CafeMed.Serving.Fhir;

/// <summary>A stay while its codes are put together.</summary>
internal sealed class FhirVisit(string id, DateTime start, DateTime? end)
{
    private readonly Dictionary<CodeKind, HashSet<Code>> _codes = [];

    public string Id { get; } = id;

    public DateTime Start { get; } = start;

    public DateTime? End { get; } = end;

    /// <summary>The codes of a kind so far.</summary>
    public IReadOnlyCollection<Code> this[CodeKind kind] => _codes.TryGetValue(kind, out var found) ? found : [];

    public void Add(CodeKind kind, Code code) => (_codes.TryGetValue(kind, out var set) ? set : _codes[kind] = []).Add(code);

    public void Add(CodeKind kind, string? words)
    {
        if (words is { Length: > 0 })
            Add(kind, FhirConcepts.Words(words));
    }

    public Visit Build() => new(Id, Start, End, new VisitCodes(_codes.Select(pair => KeyValuePair.Create(pair.Key, CodeSet.From(pair.Value)))));

    /// <summary>An Encounter as a visit, as the connector of cohorts reads it; <see langword="null"/> where it has no start or ends before it.</summary>
    public static FhirVisit? Of(string id, JsonElement root)
    {
        var period = root.Get("period");
        var (start, end) = (FhirTime.Parse(period.Text("start"))?.Earliest, FhirTime.Parse(period.Text("end"))?.Latest);
        if (start is not { Year: < 9000 } || end < start)
            return null;
        var visit = new FhirVisit(id, start.Value, end);
        visit.Add(CodeKind.AdmissionType, root.Get("class").Text("code") is { } kind ? $"class {kind}" : null);
        visit.Add(CodeKind.AdmissionType, root.List("type").Select(concept => FhirCoding.Words(FhirCoding.Of(concept))).FirstOrDefault(words => words is not null) is { } type ? $"type {type}" : null);
        visit.Add(CodeKind.Site, FhirReference.Target(root.Get("serviceProvider"), "Organization") ?? root.Get("serviceProvider").Text("display"));
        visit.Add(CodeKind.Unit, root.List("location").Select(location => FhirReference.Target(location.Get("location"), "Location") ?? location.Get("location").Text("display")).FirstOrDefault(place => place is not null));
        return visit;
    }
}
