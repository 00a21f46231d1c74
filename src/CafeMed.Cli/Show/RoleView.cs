using CafeMed.Cli.Commands;
using CafeMed.Cli.Runs;
using CafeMed.Data.Names;
using CafeMed.Learning.Evaluation.Report.Drawings;
using CafeMed.Learning.Storage;

namespace CafeMed.Cli.Show;

/// <summary>Roles of diagnoses and procedures, and the strongest edges, with their stability in words.</summary>
internal static class RoleView
{
    private static readonly (CodeTier Tier, string Words)[] _tiers = [(CodeTier.Diagnosis, "diagnoses"), (CodeTier.Procedure, "procedures")];

    /// <summary>Shows the roles in a file.</summary>
    /// <exception cref="CafeMedException"><c>CM7064</c>: it has none.</exception>
    public static int Run(CliContext context, FileInfo file, int top, FileInfo? plot)
    {
        var graph = CodeGraphFile.Read(file) ?? throw RoleFaults.NoRoles(file.FullName);
        return Show(context, graph, new CodeGroups(new CodeNames(Data.Synthetic.SyntheticCohort.Names)), top, plot, null);
    }

    /// <summary>Prints and plots a graph.</summary>
    public static int Show(CliContext context, CodeGraph graph, CodeGroups groups, int top, FileInfo? plot, string? written)
    {
        string[] labels = [.. graph.Nodes.Select(groups.Label)];
        var shown = graph.Edges.Where(edge => graph.Nodes[edge.From].Tier != CodeTier.Before).Take(top).ToArray();
        if (plot is not null)
            EffectsShowCommand.Write(plot, Plot(graph, labels, shown));
        var page = context.Page;
        Notice.Show(page);
        page.Heading("Roles of diagnoses and procedures among themselves");
        page.Text($"{Figures.Of(graph.Nodes.Length, "group of codes", "groups of codes")}, {Figures.Of(graph.Edges.Length, "edge")} in {graph.KeptFrom:0.0} of {Figures.Of(graph.Resamples, "resample")} or more; "
            + $"{Figures.Of(graph.Visits, "visit")} of {Figures.Of(graph.Patients, "patient")}; {Figures.Of(graph.LeftOut, "group was", "groups were")} left out: too few visits have them, or lack them");
        foreach (var (tier, words) in _tiers)
            page.Text($"{words}: " + string.Join(", ", Enum.GetValues<NodeRole>().Select(role => $"{Words(role)} {graph.Nodes.Count(node => node.Tier == tier && node.Role == role)}")));
        page.Table(["visits", "<role", "<stability", "<group"], Enumerable.Range(0, graph.Nodes.Length)
            .Where(node => graph.Nodes[node].Role is not (null or NodeRole.Orphan))
            .OrderBy(node => graph.Nodes[node].Tier).ThenBy(node => graph.Nodes[node].Role).ThenByDescending(node => graph.Nodes[node].RoleShare).ThenByDescending(node => graph.Nodes[node].Visits)
            .GroupBy(node => (graph.Nodes[node].Tier, graph.Nodes[node].Role)).SelectMany(same => same.Take(Math.Max(3, top / 3)))
            .Select(node => new[] { Figures.Count(graph.Nodes[node].Visits), Words(graph.Nodes[node].Role!.Value), graph.Nodes[node].Role == NodeRole.Undirected ? "resamples disagree" : Stability(graph.Nodes[node].RoleShare), labels[node] }));
        page.Heading("Edges among them, the most stable first");
        page.Table(["log odds", "<joined", "<direction", "<edge"], shown.Select(edge => new[]
        {
            Figures.Signed(edge.LogOdds), Stability(edge.Share), edge.Directed ? Stability(edge.Forward) : "not known", $"{labels[edge.From]}\n{(edge.Directed ? "->" : "--")} {labels[edge.To]}",
        }));
        page.Text("An edge is a dependence that the other groups do not explain; a hidden cause of both would look the same. No estimator uses the roles.");
        if (plot is not null)
            page.Line($"  graph: {plot.FullName}");
        if (written is not null)
            page.Line($"  written: {written}");
        return context.Finish(new
        {
            Notice = Notice.Words, File = written, FittedOn = graph.FittedOn.Digest, graph.Patients, graph.Visits, graph.Resamples, graph.KeptFrom, graph.LeftOut,
            Nodes = graph.Nodes.Select((node, i) => new { node.Group, Name = labels[i], node.Tier, node.Visits, node.Role, node.RoleShare }),
            graph.Edges, Plot = plot?.FullName,
        });
    }

    private static Drawing Plot(CodeGraph graph, string[] labels, CodeGraphEdge[] edges)
    {
        int[] used = [.. edges.SelectMany(edge => new[] { edge.From, edge.To }).Distinct().Order()];
        return GraphPlot.Of(
            "What leads to what", $"{edges.Length} edges among diagnoses and procedures, of {Figures.Count(graph.Edges.Length)}, {Figures.Of(graph.Resamples, "resample")} of {Figures.Of(graph.Patients, "patient")}; broken: direction not known",
            [.. used.Select(node => new GraphPlotNode(labels[node], graph.Nodes[node].Tier, graph.Nodes[node].Role))],
            [.. edges.Select(edge => new GraphPlotEdge(Array.IndexOf(used, edge.From), Array.IndexOf(used, edge.To), edge.Directed, edge.Share, edge.LogOdds > 0))]);
    }

    private static string Words(NodeRole role) => role == NodeRole.Undirected ? "direction unknown" : role.ToString().ToLowerInvariant();

    private static string Stability(double share) => share switch
    {
        >= 0.995 => "always",
        >= 0.9 => "nearly always",
        >= 0.75 => "mostly",
        >= 0.6 => "more often than not",
        _ => $"shaky ({100 * share:0} %)",
    };
}
