using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>Two graph convolutions over the medications, each of which begins as a vector of its own.</summary>
/// <remarks><c>Z = A' dropout(tanh(A' W_1)) W_2</c>, <c>A' = D^-1 (A + I)</c>. Source: Kipf and Welling 2017, arXiv:1609.02907, as GAMENet uses it (arXiv:1809.01852, equation 5).</remarks>
public sealed class GraphConvolution : nn.Module
{
    private readonly Tensor _graph;
    private readonly Parameter _nodes;
    private readonly Linear _mix;
    private readonly ByteDropout _dropout;

    /// <summary>Over the graph <paramref name="adjacency"/>.</summary>
    /// <param name="adjacency">(M, M) row-major, at least 0; the diagonal is ignored.</param>
    /// <param name="nodes">M.</param>
    /// <param name="width">W, the length of a node's vector.</param>
    /// <param name="dropout">Share of values dropped in training.</param>
    public GraphConvolution(float[] adjacency, int nodes, int width, double dropout) : base(nameof(GraphConvolution))
    {
        ArgumentNullException.ThrowIfNull(adjacency);
        _graph = tensor(Normalized(adjacency, nodes), nodes, nodes);
        _nodes = nn.Parameter(rand(nodes, width).Minus(0.5).Times(2 / Math.Sqrt(width)));
        _mix = nn.Linear(width, width, hasBias: false);
        _dropout = new ByteDropout(dropout);
        RegisterComponents();
    }

    /// <summary>(M, W) float32.</summary>
    public Tensor call()
    {
        using var scope = NewDisposeScope();
        var first = _dropout.call(_graph.matmul(_nodes).tanh());                     // (M, M) x (M, W)
        return _mix.call(_graph.matmul(first)).MoveToOuterDisposeScope();            // (M, W)
    }

    private static float[] Normalized(float[] adjacency, int nodes)
    {
        var graph = (float[])adjacency.Clone();
        for (var i = 0; i < nodes; i++)
        {
            graph[i * nodes + i] = 1;
            var row = graph.AsSpan(i * nodes, nodes);
            var degree = 0f;
            foreach (var weight in row)
                degree += weight;
            foreach (ref var weight in row)
                weight /= degree;
        }
        return graph;
    }
}
