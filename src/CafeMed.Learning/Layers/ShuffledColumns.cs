using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>Effects that are given to the wrong medications: none keeps its own.</summary>
internal static class ShuffledColumns
{
    /// <summary>(S, M) float32 with its columns in another order. One circle through all medications, drawn by <paramref name="seed"/>, so that no column stays where it was.</summary>
    public static Tensor Of(Tensor effects, long seed)
    {
        using var scope = NewDisposeScope();
        var circle = Enumerable.Range(0, (int)effects.shape[1]).ToArray();
        new Random(unchecked((int)(seed ^ (seed >> 32)))).Shuffle(circle);
        var from = new long[circle.Length];
        for (var i = 0; i < circle.Length; i++)
            from[circle[i]] = circle[(i + 1) % circle.Length];
        return effects.index_select(1, tensor(from)).MoveToOuterDisposeScope();
    }
}
