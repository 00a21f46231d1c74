namespace CafeMed.Learning.Evaluation;

/// <summary>Sets of the size that was really given, on average.</summary>
internal static class MatchedSize
{
    /// <summary>(V, M) the most probable of all (visit, drug) pairs, as many as drugs were given; where many share a probability, those above or from it on, whichever is nearer.</summary>
    public static bool[] Of(float[] logits, VisitTable table)
    {
        var given = table.Targets.Tokens.Length + table.Outside.Sum();
        var sorted = logits.ToArray();
        Array.Sort(sorted);
        if (given == 0 || sorted.Length == 0)
            return new bool[logits.Length];
        var cut = sorted[Math.Max(0, sorted.Length - given)];
        var (from, above) = (logits.Count(value => value >= cut), logits.Count(value => value > cut));
        var strict = from - given > given - above;
        return Array.ConvertAll(logits, value => strict ? value > cut : value >= cut);
    }
}
