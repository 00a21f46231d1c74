using CafeMed.Learning.Encoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>One vector for a visit: the sum of the vectors of all codes of all channels, and of what its time says.</summary>
/// <remarks><c>x = sum_c sum_i E_c[i] + A time</c>: the product of a multi-hot row with an embedding matrix, without the multi-hot row.</remarks>
public sealed class CodeSums : nn.Module
{
    private readonly ModuleList<Embedding> _embeddings = [];
    private readonly Linear _time;
    private readonly ByteDropout _dropout;

    /// <summary>Vectors of length <paramref name="width"/> (W) for the tokens of every recorded channel of <paramref name="encoder"/>.</summary>
    public CodeSums(PatientEncoder encoder, int width, double dropout) : base(nameof(CodeSums))
    {
        ArgumentNullException.ThrowIfNull(encoder);
        foreach (var channel in PatientEncoder.Recorded)
        {
            var embedding = nn.Embedding(encoder.Size(channel), width);
            nn.init.uniform_(embedding.weight!, -0.1, 0.1);
            _embeddings.Add(embedding);
        }
        _time = nn.Linear(2, width, hasBias: false);
        _dropout = new ByteDropout(dropout);
        RegisterComponents();
    }

    /// <summary>(V, W) float32.</summary>
    public Tensor call(VisitBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var sum = _time.call(batch.Time);                                            // (V, 2) -> (V, W)
        for (var c = 0; c < _embeddings.Count; c++)
            sum = sum.AddRows(batch.Channels[c].Owner, _dropout.call(_embeddings[c].call(batch.Channels[c].Tokens)));
        return sum.MoveToOuterDisposeScope();
    }
}
