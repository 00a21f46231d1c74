using System.ComponentModel.DataAnnotations;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Networks;

/// <summary>RETAIN: reverse-time attention over visits and over the parts of a visit.</summary>
/// <remarks>
/// <c>logits = W c_t + b</c>, c from <see cref="ReverseAttention"/> over <see cref="CodeSums"/>. Beside the codes of a visit its vector has the context, the
/// medications of the visit before and the time, so that all recommenders know the same; b starts at the base rates. Trained as every network here.
/// </remarks>
[Part("retain", Source = "Choi et al. 2016, RETAIN, arXiv:1608.05745", Summary = "Two-level attention over visits, read back in time.")]
public sealed class RetainNetwork : MedicationNetwork
{
    private readonly CodeSums _codes;
    private readonly ReverseAttention _attention;
    private readonly Linear _head;
    private readonly ByteDropout _dropout;

    /// <summary>Builds the network for the columns of <paramref name="knowledge"/>.</summary>
    public RetainNetwork(NetworkKnowledge knowledge, Options options) : base(nameof(RetainNetwork))
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(options);
        _codes = new CodeSums(knowledge.Encoder, options.Width, options.Dropout);
        _attention = new ReverseAttention(options.Width);
        _head = BaseRates.Head(options.Width, knowledge);
        _dropout = new ByteDropout(options.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(VisitBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var context = _attention.call(_codes.call(input), input);                    // (V, W)
        return _head.call(_dropout.call(context)).MoveToOuterDisposeScope();         // (V, M)
    }

    /// <summary>The size of a <see cref="RetainNetwork"/>.</summary>
    public sealed record Options
    {
        /// <summary>W, the length of a visit's vector and of both recurrences' states. Default 64.</summary>
        [Range(4, 1024)]
        public int Width { get; init; } = 64;

        /// <summary>Share of values dropped in training, of codes' vectors and of the context. Default 0.5.</summary>
        [Range(0.0, 0.9)]
        public double Dropout { get; init; } = 0.5;
    }
}
