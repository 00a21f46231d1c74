using System.Text.Json;
using CafeMed.Data.Fhir;

namespace CafeMed.Serving.Fhir;

/// <summary>The stays of one patient up to the current one, which is always the last.</summary>
internal sealed class FhirStays
{
    /// <summary>How a visit is called that no Encounter tells of.</summary>
    public const string NoEncounter = "current";

    private readonly List<FhirVisit> _visits = [];
    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);

    private FhirStays()
    {
    }

    /// <summary>The visits in order of time.</summary>
    public IReadOnlyList<FhirVisit> All => _visits;

    /// <summary>The visit that is advised on.</summary>
    public FhirVisit Current => _visits[^1];

    /// <summary>Reads the Encounters.</summary>
    /// <param name="encounters">The resources, of this patient alone.</param>
    /// <param name="wanted">The encounter that is advised on, where it is known.</param>
    /// <param name="at">The time of the request.</param>
    /// <param name="lastIsCurrent">Whether the last encounter is advised on although it has ended; otherwise a new visit is.</param>
    public static FhirStays Of(IEnumerable<JsonElement> encounters, string? wanted, DateTime at, bool lastIsCurrent)
    {
        var stays = new FhirStays();
        var usable = new Dictionary<string, (JsonElement Root, FhirVisit Visit)>(StringComparer.Ordinal);
        foreach (var root in encounters)
            if (root.Text("id") is { } id && root.Text("status") is not ("entered-in-error" or "cancelled" or "planned") && FhirVisit.Of(id, root) is { } visit)
                usable[id] = (root, visit);
        foreach (var (id, (root, _)) in usable)
            stays._roots[id] = RootOf(id, root, usable, 0);
        if (wanted is not null)
            wanted = stays._roots.GetValueOrDefault(wanted, wanted);
        var visits = stays._roots.Values.Distinct().Select(id => usable[id].Visit).Where(visit => visit.Start <= at || visit.Id == wanted).OrderBy(visit => visit.Start).ThenBy(visit => visit.Id, StringComparer.Ordinal).ToList();
        var current = visits.FirstOrDefault(visit => visit.Id == wanted)
            ?? (wanted is not null ? null : visits.LastOrDefault(visit => visit.End is null || visit.End >= at || lastIsCurrent))
            ?? new FhirVisit(wanted ?? NoEncounter, visits.Count > 0 && visits[^1].Start > at ? visits[^1].Start : at, null);
        stays._visits.AddRange(visits.TakeWhile(visit => visit != current && visit.Start <= current.Start));
        stays._visits.Add(current);
        return stays;
    }

    /// <summary>The visit of an Encounter, or <see langword="null"/> where there is none of that name.</summary>
    public FhirVisit? Named(string? encounter) => encounter is null ? null
        : _visits.FirstOrDefault(visit => visit.Id == _roots.GetValueOrDefault(encounter, encounter));

    /// <summary>The visit that was going on at a time: of several the one that started last.</summary>
    public FhirVisit? Holding(FhirTime? time) => time is not { } when ? null
        : _visits.LastOrDefault(visit => visit.Start <= when.Latest && (visit == Current ? DateTime.MaxValue : visit.End ?? visit.Start.Date.AddDays(1)) >= when.Earliest);

    private static string RootOf(string id, JsonElement root, Dictionary<string, (JsonElement Root, FhirVisit Visit)> usable, int depth) =>
        depth < 2 && FhirReference.Target(root.Get("partOf"), "Encounter") is { } parent && parent != id && usable.TryGetValue(parent, out var above)
            ? RootOf(parent, above.Root, usable, depth + 1)
            : id;
}
