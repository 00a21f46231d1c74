namespace CafeMed.Learning.Evaluation.Report.Drawings;

/// <summary>A graph in layers from left to right: before the visit, diagnoses, procedures. Arrows where a direction is known.</summary>
public static class GraphPlot
{
    private const double RowHeight = 30, Top = 96, Left = 18, LabelRoom = 236, Gap = 70, Size = 11, Letter = 6.6;
    private const int Ink = 0x19222c, Mute = 0x4d5966, Raises = 0x0b5a9e, Lowers = 0xa84300, White = 0xffffff;
    private static readonly string[] _tiers = ["before the visit", "diagnoses", "procedures"];

    /// <summary>The plot.</summary>
    /// <param name="title">The first line.</param>
    /// <param name="about">The second: patients, resamples.</param>
    /// <param name="nodes">The nodes; those without an edge are drawn too.</param>
    /// <param name="edges">The edges.</param>
    public static Drawing Of(string title, string about, IReadOnlyList<GraphPlotNode> nodes, IReadOnlyList<GraphPlotEdge> edges)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(edges);
        var column = GraphLayers.Columns(nodes, edges);
        var layers = GraphLayers.Order(column, edges);
        var tallest = layers.Select(layer => layer.Count).DefaultIfEmpty(1).Max();
        var (width, height) = (Math.Max(760, (int)(Left + layers.Length * (LabelRoom + Gap) - Gap + 24)), (int)(Top + RowHeight * tallest + 34));
        var at = new (double X, double Y)[nodes.Count];
        for (var c = 0; c < layers.Length; c++)
            for (var i = 0; i < layers[c].Count; i++)
                at[layers[c][i]] = (Left + c * (LabelRoom + Gap), Top + RowHeight * tallest * (i + 0.5) / layers[c].Count);
        List<DrawnShape> shapes = [new DrawnShape.Text(14, 24, 15, title, Ink), new DrawnShape.Text(14, 44, 12, about, Mute)];
        for (var c = 0; c < layers.Length; c++)
            if (c == 0 || nodes[layers[c][0]].Tier != nodes[layers[c - 1][0]].Tier)
                shapes.Add(new DrawnShape.Text(Left - 4, Top - 22, 13, _tiers[(int)nodes[layers[c][0]].Tier], Ink) with { X = Left - 4 + c * (LabelRoom + Gap) });
        foreach (var edge in edges)
            shapes.AddRange(Edge(edge, at[edge.From], at[edge.To], column[edge.From] == column[edge.To], Room(nodes[edge.From])));
        // Over the edges, so that a name is never crossed out.
        for (var node = 0; node < nodes.Count; node++)
            shapes.AddRange(Node(nodes[node], at[node]));
        shapes.AddRange(Legend(height - 14));
        return new Drawing($"{title}: {nodes.Count} groups of codes, {edges.Count} edges", width, height, [.. shapes]);
    }

    private static IEnumerable<DrawnShape> Node(GraphPlotNode node, (double X, double Y) at)
    {
        var label = Cut(node.Label);
        yield return new DrawnShape.Line(at.X + 10, at.Y, at.X + Room(node) - 8, at.Y, 14, White);
        yield return new DrawnShape.Dot(at.X, at.Y, 5, Colour(node.Role), node.Role is null or NodeRole.Orphan or NodeRole.Undirected);
        yield return new DrawnShape.Text(at.X + 10, at.Y + 4, Size, label, Ink);
    }

    private static double Room(GraphPlotNode node) => Math.Min(LabelRoom, 18 + Cut(node.Label).Length * Letter);

    // From behind the name of one to the dot of the other; between nodes of one column a bow to the left.
    private static IEnumerable<DrawnShape> Edge(GraphPlotEdge edge, (double X, double Y) from, (double X, double Y) to, bool beside, double room)
    {
        var (colour, thickness) = (edge.Raises ? Raises : Lowers, 0.8 + 1.6 * Math.Clamp((edge.Share - 0.6) / 0.4, 0, 1));
        if (!edge.Directed)
            colour = Pale(colour);
        var back = to.X < from.X;
        var start = beside ? (from.X - 5, from.Y) : back ? (X: from.X - 6, from.Y) : (X: from.X + room, from.Y);
        var end = beside ? (to.X - 7, to.Y) : back ? (X: to.X + LabelRoom, to.Y) : (X: to.X - 7, to.Y);
        var bow = beside ? -26.0 : 0;
        var last = start;
        const int steps = 14;
        for (var i = 1; i <= steps; i++)
        {
            var t = (double)i / steps;
            var ease = beside ? t : t * t * (3 - 2 * t);
            var next = (start.Item1 + (end.Item1 - start.Item1) * t + bow * 4 * t * (1 - t), start.Item2 + (end.Item2 - start.Item2) * ease);
            // The gap of an edge without direction: a broken line.
            if (edge.Directed || i % 2 == 1)
                yield return new DrawnShape.Line(last.Item1, last.Item2, next.Item1, next.Item2, thickness, colour);
            if (i == steps && edge.Directed)
                foreach (var wing in Arrow(beside ? (last.Item1, last.Item2) : (end.Item1 - (back ? -20 : 20), end.Item2), next, colour, thickness))
                    yield return wing;
            last = next;
        }
    }

    private static IEnumerable<DrawnShape> Arrow((double X, double Y) from, (double X, double Y) to, int colour, double thickness)
    {
        var angle = Math.Atan2(to.Y - from.Y, to.X - from.X);
        foreach (var side in new[] { 0.42, -0.42 })
            yield return new DrawnShape.Line(to.X, to.Y, to.X - 8 * Math.Cos(angle + side), to.Y - 8 * Math.Sin(angle + side), Math.Max(1.2, thickness), colour);
    }

    private static IEnumerable<DrawnShape> Legend(double y)
    {
        var x = Left;
        foreach (var (role, words) in new (NodeRole?, string)[] { (NodeRole.Cause, "cause"), (NodeRole.Middle, "middle"), (NodeRole.Effect, "effect"), (NodeRole.Undirected, "direction unknown"), (null, "alone among its kind, or before the visit") })
        {
            yield return new DrawnShape.Dot(x, y - 4, 5, Colour(role), role is null or NodeRole.Undirected);
            yield return new DrawnShape.Text(x + 10, y, Size, words, Mute);
            x += 30 + words.Length * Letter;
        }
        foreach (var (colour, words) in new[] { (Raises, "go together"), (Lowers, "avoid each other") })
        {
            yield return new DrawnShape.Line(x, y - 4, x + 18, y - 4, 2, colour);
            yield return new DrawnShape.Text(x + 24, y, Size, words, Mute);
            x += 44 + words.Length * Letter;
        }
    }

    private static int Colour(NodeRole? role) => role switch
    {
        NodeRole.Cause => 0x6a3d9a,
        NodeRole.Middle => 0x1b7a3d,
        NodeRole.Effect => 0xb35900,
        _ => 0x7a8794,
    };

    private static int Pale(int colour) => Mix(colour >> 16 & 255) << 16 | Mix(colour >> 8 & 255) << 8 | Mix(colour & 255);

    private static int Mix(int channel) => (channel + 255) / 2;

    private static string Cut(string text)
    {
        var letters = (int)((LabelRoom - 14) / Letter);
        return text.Length <= letters ? text : text[..(letters - 2)].TrimEnd(' ', ',', ';', '(') + "..";
    }
}
