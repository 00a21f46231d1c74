using CafeMed.Learning.Causal.Discovery;

namespace CafeMed.Tests.Learning.Causal.Discovery;

/// <summary>Binary nodes in three tiers whose graph is known, and patients drawn from it.</summary>
internal static class PlantedGraph
{
    /// <summary>Four nodes before the visit, eight diagnoses, four procedures.</summary>
    public static readonly CodeTier[] Tiers = [.. Enumerable.Repeat(CodeTier.Before, 4), .. Enumerable.Repeat(CodeTier.Diagnosis, 8), .. Enumerable.Repeat(CodeTier.Procedure, 4)];

    /// <summary>Diagnoses 4 and 5 are causes, 6 and 7 middles, 8 and 9 effects, 10 and 11 orphans; procedure 12 leads to 13 and 14, and 15 is alone.</summary>
    public static readonly (int From, int To)[] Edges =
    [
        (0, 4), (1, 5), (2, 6), (3, 10), (4, 6), (5, 6), (5, 7), (4, 7), (6, 8), (7, 9), (8, 12), (9, 13), (12, 13), (12, 14), (10, 14), (11, 15),
    ];

    /// <summary>The roles that the edges give.</summary>
    public static readonly Dictionary<int, NodeRole> Roles = new()
    {
        [4] = NodeRole.Cause, [5] = NodeRole.Cause, [6] = NodeRole.Middle, [7] = NodeRole.Middle, [8] = NodeRole.Effect, [9] = NodeRole.Effect, [10] = NodeRole.Orphan,
        [11] = NodeRole.Orphan, [12] = NodeRole.Cause, [13] = NodeRole.Effect, [14] = NodeRole.Effect, [15] = NodeRole.Orphan,
    };

    /// <summary>Patients with two visits each; nodes of a visit follow from their parents, odds times e to the <paramref name="strength"/> for each.</summary>
    public static DiscoveryData Draw(int patients, int seed, double strength)
    {
        var random = new Random(seed);
        return Of(patients, 2, _ =>
        {
            var has = new bool[Tiers.Length];
            for (var node = 0; node < Tiers.Length; node++)
            {
                var odds = -1.6 + strength * Edges.Count(edge => edge.To == node && has[edge.From]);
                has[node] = random.NextDouble() < 1 / (1 + Math.Exp(-odds));
            }
            return has;
        }, Tiers);
    }

    /// <summary>Visits as they are given.</summary>
    public static DiscoveryData Of(int patients, int visits, Func<int, bool[]> draw, CodeTier[] tiers)
    {
        var (rows, offsets) = (new CodeListsBuilder(), new List<int> { 0 });
        for (var patient = 0; patient < patients; patient++)
        {
            for (var visit = 0; visit < visits; visit++)
            {
                var has = draw(patient);
                for (var node = 0; node < has.Length; node++)
                    if (has[node])
                        rows.Add(node);
                rows.EndVisit();
            }
            offsets.Add(offsets[^1] + visits);
        }
        return new([.. tiers.Select((tier, node) => ($"n{node}", tier))], rows.Build(), [.. offsets], 0);
    }
}
