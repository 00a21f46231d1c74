namespace CafeMed.Tests.Core.Knowledge;

// The definition, read aloud: slow, and nothing shared with the product's way of counting.
internal static class PlainProjection
{
    public static double[] Shares(InteractionTable table, Cohort cohort, int level, Code g, Code h, double prior)
    {
        var visits = cohort.Patients.SelectMany(patient => patient.Visits).Select(visit => visit.Medications.ToArray()).ToArray();
        var counts = new Dictionary<(Code, Code), double>();
        foreach (var visit in visits)
            foreach (var a in visit.Where(code => AtcLevel.Truncate(code, level) == g))
                foreach (var b in visit.Where(code => AtcLevel.Truncate(code, level) == h))
                    Add(table, counts, a, b, 1);
        var inG = visits.SelectMany(visit => visit).Where(code => AtcLevel.Truncate(code, level) == g).ToArray();
        var inH = visits.SelectMany(visit => visit).Where(code => AtcLevel.Truncate(code, level) == h).ToArray();
        foreach (var a in inG)
            foreach (var b in inH)
                Add(table, counts, a, b, prior / inG.Length / inH.Length);
        var all = counts.Where(pair => pair.Key.Item1 != pair.Key.Item2).Sum(pair => pair.Value);
        return
        [
            .. Enumerable.Range(1, 4).Select(severity => all == 0 ? 0 : counts
                .Where(pair => pair.Key.Item1 != pair.Key.Item2 && table.Between(pair.Key.Item1, pair.Key.Item2) == (Severity)severity)
                .Sum(pair => pair.Value) / all),
        ];
    }

    private static void Add(InteractionTable table, Dictionary<(Code, Code), double> counts, Code a, Code b, double weight)
    {
        var (first, second) = (Below(table, a), Below(table, b));
        foreach (var i in first)
            foreach (var j in second)
                counts[(i, j)] = counts.GetValueOrDefault((i, j)) + weight / first.Length / second.Length;
    }

    private static Code[] Below(InteractionTable table, Code code)
    {
        var below = table.Ingredients.Where(known => known.Value.StartsWith(code.Value, StringComparison.Ordinal)).ToArray();
        return AtcLevel.Of(code) == 5 || below.Length == 0 ? [code] : below;
    }
}
