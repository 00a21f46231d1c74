namespace CafeMed.Learning.Causal.Discovery;

/// <summary>Visits as sets of nodes; rows of a patient lie together.</summary>
/// <param name="Nodes">Group and tier of each node, by tier.</param>
/// <param name="Rows">Nodes of every visit.</param>
/// <param name="PatientOffsets">(P + 1) the rows of patient p are <c>PatientOffsets[p]..PatientOffsets[p + 1]</c>.</param>
/// <param name="LeftOut">Groups that have no node.</param>
internal sealed record DiscoveryData((string Group, CodeTier Tier)[] Nodes, CodeLists Rows, int[] PatientOffsets, int LeftOut)
{
    private static readonly CodeKind[] _arrival = [CodeKind.Age, CodeKind.Sex, CodeKind.Site, CodeKind.AdmissionType];
    private static readonly CodeKind[] _grouped = [CodeKind.Diagnosis, CodeKind.Procedure];

    /// <summary>How many visits.</summary>
    public int Visits => Rows.Offsets.Length - 1;

    /// <summary>How many patients.</summary>
    public int Patients => PatientOffsets.Length - 1;

    /// <summary>The nodes of <paramref name="cohort"/>: drugs of the visit play no part, those of earlier visits neither.</summary>
    public static DiscoveryData Of(Cohort cohort, Func<CodeKind, Code, string> group, DiscoveryOptions options, CancellationToken ct)
    {
        var (seen, visits, offsets) = (new Dictionary<(CodeTier Tier, string Group), int>(), new List<int[]>(), new List<int> { 0 });
        var (names, counts) = (new List<(CodeTier Tier, string Group)>(), new List<int>());
        var known = new Dictionary<(CodeKind, Code), string>();
        foreach (var patient in cohort.Patients)
        {
            ct.ThrowIfCancellationRequested();
            var earlier = new HashSet<string>();
            var first = true;
            foreach (var visit in patient.Visits)
            {
                var own = new HashSet<int>();
                void Add(CodeTier tier, string name)
                {
                    if (!seen.TryGetValue((tier, name), out var node))
                    {
                        seen[(tier, name)] = node = names.Count;
                        names.Add((tier, name));
                        counts.Add(0);
                    }
                    if (own.Add(node))
                        counts[node]++;
                }
                foreach (var kind in _arrival)
                    foreach (var code in visit[kind])
                        Add(CodeTier.Before, $"{kind} {code}");
                // Codes of two editions hardly meet in one visit: without knowing which edition a visit is coded in, that would look like an effect.
                foreach (var system in _grouped.SelectMany(kind => visit[kind]).Select(code => code.System).Distinct())
                    Add(CodeTier.Before, $"coded in {system.Name}");
                if (!first)
                    Add(CodeTier.Before, "has earlier visits");
                foreach (var name in earlier)
                    Add(CodeTier.Before, name);
                foreach (var code in visit.Diagnoses)
                    Add(CodeTier.Diagnosis, Group(CodeKind.Diagnosis, code));
                foreach (var code in visit.Procedures)
                    Add(CodeTier.Procedure, Group(CodeKind.Procedure, code));
                foreach (var code in visit.Diagnoses)
                    earlier.Add(Group(CodeKind.Diagnosis, code));
                visits.Add([.. own]);
                first = false;
            }
            offsets.Add(visits.Count);
        }
        var place = Chosen(names, counts, visits.Count, options);
        var rows = new CodeListsBuilder();
        foreach (var visit in visits)
        {
            foreach (var node in visit.Where(node => place[node] >= 0).Select(node => place[node]).Order())
                rows.Add(node);
            rows.EndVisit();
        }
        (string, CodeTier)[] nodes = [.. Enumerable.Range(0, names.Count).Where(node => place[node] >= 0).OrderBy(node => place[node]).Select(node => (names[node].Group, names[node].Tier))];
        return new(nodes, rows.Build(), [.. offsets], names.Count - nodes.Length);

        string Group(CodeKind kind, Code code)
        {
            if (!known.TryGetValue((kind, code), out var name))
                known[(kind, code)] = name = group(kind, code);
            return name;
        }
    }

    // Procedures take what diagnoses leave of their half, what was before the rest.
    private static int[] Chosen(List<(CodeTier Tier, string Group)> names, List<int> counts, int visits, DiscoveryOptions options)
    {
        var room = options.MaxNodes;
        var chosen = new Dictionary<CodeTier, int[]>();
        foreach (var (tier, most) in new[] { (CodeTier.Diagnosis, options.MaxNodes / 2), (CodeTier.Procedure, options.MaxNodes / 4), (CodeTier.Before, options.MaxNodes) })
        {
            chosen[tier] =
            [
                .. Enumerable.Range(0, names.Count)
                    .Where(node => names[node].Tier == tier && counts[node] >= options.MinVisits && visits - counts[node] >= options.MinVisits)
                    .OrderByDescending(node => counts[node]).ThenBy(node => names[node].Group, StringComparer.Ordinal).Take(Math.Min(room, most)),
            ];
            room -= chosen[tier].Length;
        }
        var place = new int[names.Count];
        Array.Fill(place, -1);
        var next = 0;
        foreach (var node in chosen.OrderBy(tier => tier.Key).SelectMany(tier => tier.Value.OrderBy(node => names[node].Group, StringComparer.Ordinal)))
            place[node] = next++;
        return place;
    }
}
