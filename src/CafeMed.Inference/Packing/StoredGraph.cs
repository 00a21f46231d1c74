namespace CafeMed.Inference.Packing;

/// <summary>Projected interactions.</summary>
internal sealed record StoredGraph(string Source, string[] Unknown, StoredGraph.Edge[] Edges)
{
    public static StoredGraph Of(InteractionGraph graph) => new(
        graph.Source,
        [.. graph.Unknown.Order().Select(code => code.ToString())],
        [.. graph.Interactions.Select(edge => new Edge(
            edge.First.ToString(), edge.Second.ToString(), edge.Severity, [.. edge.Shares],
            [.. edge.Examples.Select(example => new Pair(example.First.ToString(), example.Second.ToString(), example.Severity, example.Share))]))]);

    public InteractionGraph ToGraph() => new(
        Source,
        Edges.Select(edge => new Interaction(
            Code.Parse(edge.First), Code.Parse(edge.Second), edge.Severity, [.. edge.Shares],
            [.. edge.Examples.Select(example => new IngredientPair(Code.Parse(example.First), Code.Parse(example.Second), example.Severity, example.Share))])),
        Unknown.Select(Code.Parse),
        Fingerprint.None);

    internal sealed record Edge(string First, string Second, Severity Severity, double[] Shares, Pair[] Examples);

    internal sealed record Pair(string First, string Second, Severity Severity, double Share);
}
