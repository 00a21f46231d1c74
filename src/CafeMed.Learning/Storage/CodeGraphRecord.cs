namespace CafeMed.Learning.Storage;

/// <summary>A graph of codes as it stands in a file.</summary>
internal sealed record CodeGraphRecord(
    ulong[] FittedOn, CodeGraphNode[] Nodes, CodeGraphEdge[] Edges, int Visits, int Patients, int Resamples, double KeptFrom, int LeftOut, int Seed)
{
    /// <summary>The text that holds it.</summary>
    public const string Text = "graph";

    public static CodeGraphRecord Of(CodeGraph graph) => new(
        [.. graph.FittedOn.People], [.. graph.Nodes], [.. graph.Edges], graph.Visits, graph.Patients, graph.Resamples, graph.KeptFrom, graph.LeftOut, graph.Seed);

    /// <exception cref="InvalidDataException">An edge has no node, or leads to an earlier tier.</exception>
    public CodeGraph ToGraph()
    {
        foreach (var edge in Edges)
            if (edge.From < 0 || edge.From >= Nodes.Length || edge.To < 0 || edge.To >= Nodes.Length || Nodes[edge.From].Tier > Nodes[edge.To].Tier)
                throw new InvalidDataException($"An edge leads from node {edge.From} to node {edge.To}, which cannot be.");
        return new(new Fingerprint([.. FittedOn]), [.. Nodes], [.. Edges])
        {
            Visits = Visits, Patients = Patients, Resamples = Resamples, KeptFrom = KeptFrom, LeftOut = LeftOut, Seed = Seed,
        };
    }
}
