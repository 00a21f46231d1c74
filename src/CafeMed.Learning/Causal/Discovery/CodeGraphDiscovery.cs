namespace CafeMed.Learning.Causal.Discovery;

/// <summary>Learns from training patients which groups of diagnoses and procedures lead to which.</summary>
/// <remarks>
/// <para>Nodes are groups of codes, and before them what is known on arrival and the groups of earlier visits. Patients are drawn with replacement, all visits of a patient together; on each
/// draw the best-scoring graph is sought (<see cref="DiscoveryOptions"/>) and read up to what data and tiers tell of directions. What most draws agree on is kept.</para>
/// <para>It holds where no hidden cause is shared by two groups, which a record cannot promise: an edge is a dependence that the other groups do not explain.</para>
/// </remarks>
public static class CodeGraphDiscovery
{
    /// <summary>The graph of <paramref name="training"/>.</summary>
    /// <param name="training">The patients; their drugs are not looked at.</param>
    /// <param name="group">The group of a diagnosis or procedure, which becomes a node.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told before the first resample and after each; or <see langword="null"/>.</param>
    /// <param name="ct">Stops between two steps of the search.</param>
    /// <exception cref="CafeMedException"><c>CM3080</c>: an option is out of its range.</exception>
    public static CodeGraph Run(
        Cohort training, Func<CodeKind, Code, string> group, DiscoveryOptions options, IProgress<DiscoveryStep>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(options);
        return Run(DiscoveryData.Of(training, group, options.Checked(), ct), Fingerprint.Of(training.Patients), options, progress, ct);
    }

    /// <summary>The graph of nodes that are there already.</summary>
    internal static CodeGraph Run(DiscoveryData data, Fingerprint people, DiscoveryOptions options, IProgress<DiscoveryStep>? progress, CancellationToken ct)
    {
        CodeTier[] tiers = [.. data.Nodes.Select(node => node.Tier)];
        // One patient drawn again and again is the same patient: that would look certain.
        var resamples = data.Patients < 2 ? 0 : options.Resamples;
        var (tally, random) = (new EdgeTally(tiers), new Random(options.Seed));
        progress?.Report(new(0, resamples, tiers.Length, 0));
        for (var resample = 0; resample < resamples; resample++)
        {
            ct.ThrowIfCancellationRequested();
            var drawn = new int[data.Patients];
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = random.Next(data.Patients);
            // In order, so that the visits of those drawn twice lie together.
            Array.Sort(drawn);
            var parents = TieredSearch.Run(new FamilyScore(BitColumns.Of(data, drawn), options), tiers, options, random.Next(), ct);
            tally.Add(EdgePattern.Of(parents, tiers));
            progress?.Report(new(resample + 1, resamples, tiers.Length, parents.Sum(own => own.Count)));
        }
        var whole = BitColumns.Of(data, [.. Enumerable.Range(0, data.Patients)]);
        var both = whole.Pairs();
        var edges = tally.Kept(options.KeptFrom, (x, y) => LogOdds(whole.Counts[x], whole.Counts[y], both[x * tiers.Length + y], whole.Rows));
        var roles = tally.Shares(edges);
        return new CodeGraph(
            people,
            [
                .. data.Nodes.Select((node, i) => node.Tier == CodeTier.Before
                    ? new CodeGraphNode(node.Group, node.Tier, whole.Counts[i], null, 0)
                    : new CodeGraphNode(node.Group, node.Tier, whole.Counts[i], roles[i].Role, roles[i].Share)),
            ],
            edges)
        {
            Visits = data.Visits,
            Patients = data.Patients,
            Resamples = resamples,
            KeptFrom = options.KeptFrom,
            LeftOut = data.LeftOut,
            Seed = options.Seed,
        };
    }

    // Half a visit more in each cell of the table: finite whatever is 0.
    private static double LogOdds(int x, int y, int both, int visits) =>
        Math.Log((both + 0.5) * (visits - x - y + both + 0.5) / ((x - both + 0.5) * (y - both + 0.5)));
}
