using System.ComponentModel.DataAnnotations;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Networks;

/// <summary>GAMENet: recurrences over a patient's visits ask a memory of medications, whose cells know which are given together and which interact, and a memory of the patient's own earlier visits.</summary>
/// <remarks>
/// <para><c>q = R relu([h^D; h^P; h^C])</c>; memory bank <c>B = GCN(given together) - lambda GCN(interacting)</c>; <c>o^b = softmax(q B^T) B</c>;
/// <c>o^d = m_t B</c> with m from the patient's earlier visits (<see cref="VisitMemory"/>), and o^b at a first visit;
/// <c>logits = W_2 relu(W_1 relu([q; o^b; o^d])) + b</c>.</para>
/// <para>h^C reads the context and is not in the paper: all recommenders here know the same. The interaction term of its loss is the trainer's own
/// (<c>trainer.targetInteractionRate</c>), and b starts at the base rates.</para>
/// </remarks>
[Part("gamenet", Source = "Shang et al. 2019, GAMENet, arXiv:1809.01852", Summary = "Recurrences that ask a graph memory of drugs and a memory of earlier visits.")]
public sealed class GameNetwork : MedicationNetwork
{
    private readonly ModuleList<ChannelRecurrence> _recurrences = [];
    private readonly Linear _query;
    private readonly GraphConvolution _together;
    private readonly GraphConvolution _interacting;
    private readonly Parameter _lambda;
    private readonly Linear _hidden;
    private readonly Linear _head;
    private readonly ByteDropout _dropout;
    private readonly int _medications;

    /// <summary>Builds the network for the columns and graphs of <paramref name="knowledge"/>.</summary>
    public GameNetwork(NetworkKnowledge knowledge, Options options) : base(nameof(GameNetwork))
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(options);
        var width = options.Width;
        _medications = knowledge.Encoder.Medications.Count;
        foreach (var channel in (Channel[])[Channel.Diagnosis, Channel.Procedure, Channel.Context])
            _recurrences.Add(new ChannelRecurrence(knowledge.Encoder, channel, width, mean: true, options.Dropout));
        _query = nn.Linear(3 * width, width);
        _together = new GraphConvolution([.. knowledge.GivenTogether.Select(visits => visits > 0 ? 1f : 0f)], _medications, width, options.Dropout);
        _interacting = new GraphConvolution(knowledge.Interactions, _medications, width, options.Dropout);
        _lambda = nn.Parameter(zeros(1).Plus(0.1));
        _hidden = nn.Linear(3 * width, 2 * width);
        _head = BaseRates.Head(2 * width, knowledge);
        _dropout = new ByteDropout(options.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(VisitBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var states = cat([.. _recurrences.Select(recurrence => recurrence.call(input))], 1); // (V, 3W)
        var query = _query.call(states.relu());                                      // (V, W)
        var bank = _together.call() - _interacting.call() * _lambda;                 // (M, W)
        var general = query.matmul(bank.t()).softmax(-1).matmul(bank);               // (V, M) x (M, W) -> (V, W)
        var (read, hasHistory) = VisitMemory.Of(query, input, _medications);         // (V, M), (V, 1)
        var own = (read.matmul(bank) * hasHistory).Plus(general * hasHistory.OneMinus()); // (V, W)
        var hidden = _hidden.call(cat([query, general, own], 1).relu()).relu();      // (V, 2W)
        return _head.call(_dropout.call(hidden)).MoveToOuterDisposeScope();          // (V, M)
    }

    /// <summary>The size of a <see cref="GameNetwork"/>.</summary>
    public sealed record Options
    {
        /// <summary>W, the length of a code's vector, of a state, and of a memory cell. Default 64.</summary>
        [Range(4, 1024)]
        public int Width { get; init; } = 64;

        /// <summary>Share of values dropped in training. Default 0.5.</summary>
        [Range(0.0, 0.9)]
        public double Dropout { get; init; } = 0.5;
    }
}
