namespace CafeMed;

/// <summary>Looks at everybody once, and deals whole patients, whole hospitals, or the latest patients to the parts.</summary>
/// <remarks>
/// Units (patients, or hospitals with all of their patients) are dealt in the order of their hashes, each to the fold with the fewest patients so far. One fold is tested;
/// of the others units validate up to a sixth of everybody, and the rest trains. Of each patient some bytes are kept.
/// </remarks>
internal sealed class SplitPlan
{
    private readonly Dictionary<ulong, SplitPart> _parts = [];

    private SplitPlan(DateTime? cut) => Cut = cut;

    /// <summary>When the first visit of the test part begins, where the parts follow time.</summary>
    public DateTime? Cut { get; }

    public static SplitPlan Of(SplitDesign design, IEnumerable<Patient> everybody)
    {
        var people = new List<(string Id, DateTime First, int Group)>();
        var hospitals = new HospitalGroups();
        foreach (var patient in everybody)
            people.Add((patient.Id, patient.Visits[0].StartedAt, design.Kind == SplitKind.Hospital ? hospitals.Add(patient) : 0));
        if (people.Count < 6)
            throw Faults.TooFewPatients(people.Count, 6);
        return design.Kind == SplitKind.Time ? ByTime(people) : ByUnits(design, people, hospitals);
    }

    public SplitPart PartOf(string id) => _parts[Fingerprint.Number(id)];

    private static SplitPlan ByTime(List<(string Id, DateTime First, int Group)> people)
    {
        var (listed, held) = (people.OrderBy(one => one.First).ThenBy(one => one.Id, StringComparer.Ordinal).ToArray(), people.Count / 6);
        var plan = new SplitPlan(listed[^held].First);
        for (var i = 0; i < listed.Length; i++)
            plan.Put(listed[i].Id, i < listed.Length - 2 * held ? SplitPart.Training : i < listed.Length - held ? SplitPart.Validation : SplitPart.Test);
        return plan;
    }

    private static SplitPlan ByUnits(SplitDesign design, List<(string Id, DateTime First, int Group)> people, HospitalGroups hospitals)
    {
        var units = design.Kind == SplitKind.Hospital
            ? people.GroupBy(one => hospitals.NameOf(one.Group)).Select(unit => (Key: unit.Key, People: unit.Select(one => one.Id).ToArray())).ToArray()
            : people.Select(one => (Key: one.Id, People: new[] { one.Id })).ToArray();
        var folds = design.Fold is null ? Math.Min(6, units.Length) : design.Folds;
        if (units.Length < Math.Max(3, folds))
            throw design.Kind == SplitKind.Hospital ? SplitFaults.TooFewHospitals(units.Length, Math.Max(3, folds)) : Faults.TooFewPatients(people.Count, folds);
        var dealt = Deal([.. units.OrderBy(unit => CohortSplit.Place(unit.Key, design.Seed)).ThenBy(unit => unit.Key, StringComparer.Ordinal)], folds);
        var tested = (design.Fold ?? 1) - 1;
        // The fold after the tested one validates first, so that with the fold the validation part changes too.
        var rest = dealt.Where(unit => unit.Fold != tested).OrderBy(unit => (unit.Fold - tested + folds) % folds).Select(unit => unit.People).ToArray();
        var validating = Validating(rest, Math.Max(1, people.Count / 6));
        var plan = new SplitPlan(null);
        foreach (var unit in dealt.Where(unit => unit.Fold == tested))
            plan.Put(unit.People, SplitPart.Test);
        for (var i = 0; i < rest.Length; i++)
            plan.Put(rest[i], validating.Contains(i) ? SplitPart.Validation : SplitPart.Training);
        return plan;
    }

    private static (string[] People, int Fold)[] Deal((string Key, string[] People)[] units, int folds)
    {
        var sizes = new int[folds];
        return [.. units.Select(unit =>
        {
            var fold = Array.IndexOf(sizes, sizes.Min());
            sizes[fold] += unit.People.Length;
            return (unit.People, fold);
        })];
    }

    private static HashSet<int> Validating(string[][] rest, int most)
    {
        var (chosen, size) = (new HashSet<int>(), 0);
        for (var i = 0; i < rest.Length && chosen.Count < rest.Length - 1; i++)
            if (size + rest[i].Length <= most)
            {
                chosen.Add(i);
                size += rest[i].Length;
            }
        if (chosen.Count == 0)
            chosen.Add(Enumerable.Range(0, rest.Length).MinBy(i => rest[i].Length));
        return chosen;
    }

    private void Put(IEnumerable<string> people, SplitPart part)
    {
        foreach (var id in people)
            Put(id, part);
    }

    private void Put(string id, SplitPart part) => _parts[Fingerprint.Number(id)] = part;
}
