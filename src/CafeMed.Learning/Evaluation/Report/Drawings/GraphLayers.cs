namespace CafeMed.Learning.Evaluation.Report.Drawings;

/// <summary>Puts nodes into columns, so that edges lead to the right, and orders columns so that few edges cross.</summary>
internal static class GraphLayers
{
    private const int DeepestInTier = 3;
    private const int Sweeps = 12;

    /// <summary>By node its column; columns of a tier are neighbours, and none is empty.</summary>
    public static int[] Columns(IReadOnlyList<GraphPlotNode> nodes, IReadOnlyList<GraphPlotEdge> edges)
    {
        var depth = new int[nodes.Count];
        // A longest path of at most so many steps; edges without a direction count as they are written.
        for (var step = 0; step < DeepestInTier - 1; step++)
        {
            var before = depth.ToArray();
            foreach (var edge in edges)
                if (nodes[edge.From].Tier == nodes[edge.To].Tier)
                    depth[edge.To] = Math.Max(depth[edge.To], Math.Min(before[edge.From] + 1, DeepestInTier - 1));
        }
        var used = Enumerable.Range(0, nodes.Count).Select(node => (int)nodes[node].Tier * DeepestInTier + depth[node]).ToArray();
        int[] columns = [.. used.Distinct().Order()];
        return Array.ConvertAll(used, column => Array.IndexOf(columns, column));
    }

    /// <summary>By column its nodes from top to bottom: each near the middle of those it is joined to.</summary>
    public static List<int>[] Order(int[] column, IReadOnlyList<GraphPlotEdge> edges)
    {
        var layers = Enumerable.Range(0, column.Length == 0 ? 0 : column.Max() + 1).Select(at => Enumerable.Range(0, column.Length).Where(node => column[node] == at).ToList()).ToArray();
        var joined = Enumerable.Range(0, column.Length).Select(_ => new List<int>()).ToArray();
        foreach (var edge in edges)
        {
            joined[edge.From].Add(edge.To);
            joined[edge.To].Add(edge.From);
        }
        var height = new double[column.Length];
        void Place(List<int> layer)
        {
            for (var i = 0; i < layer.Count; i++)
                height[layer[i]] = (i + 0.5) / layer.Count;
        }
        Array.ForEach(layers, Place);
        for (var sweep = 0; sweep < Sweeps; sweep++)
            foreach (var layer in sweep % 2 == 0 ? layers : layers.Reverse())
            {
                var wanted = layer.ToDictionary(node => node, node => joined[node].Where(other => column[other] != column[node]).Select(other => height[other]).DefaultIfEmpty(height[node]).Average());
                layer.Sort((a, b) => wanted[a] != wanted[b] ? wanted[a].CompareTo(wanted[b]) : a.CompareTo(b));
                Place(layer);
            }
        return layers;
    }
}
