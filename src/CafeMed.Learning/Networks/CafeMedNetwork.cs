using System.ComponentModel.DataAnnotations;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Networks;

/// <summary>CafeMed: causal effects, weighed anew for every patient, and attention over what diagnoses, procedures and earlier medications mean to each other.</summary>
/// <remarks>
/// <para><c>logits = b + sum_c exp(h_c) sum_i w_i / sqrt(n_c + 1) + keep(H, s) + W relu([h; r])</c>: base rates, the evidence of diagnoses and
/// procedures (<see cref="CausalWeightGenerator"/>), medications given before (<see cref="KeepOrDrop"/>), and what <see cref="Charm"/>
/// and the recurrence over visits add. W starts at 0: untrained, the network is the static causal model.</para>
/// <para>The paper's equations are not available to us; these are ours (docs/decisions/0007).</para>
/// </remarks>
[Part("cafemed", Source = "Ren, Ju, Lee 2025, CafeMed, arXiv:2511.14064 (its two ideas; the equations are ours)",
    Summary = "Causal Weight Generator, CHARM, keep-or-drop of earlier drugs, beside a linear tower.")]
public sealed class CafeMedNetwork : MedicationNetwork
{
    private static readonly Channel[] _causal = [Channel.Diagnosis, Channel.Procedure];
    private static readonly Channel[] _attended = [Channel.Diagnosis, Channel.Procedure, Channel.History];

    private readonly ModuleList<Embedding> _embeddings = [];
    private readonly ModuleList<CausalWeightGenerator> _generators = [];
    private readonly ModuleList<CausalMessage> _messages = [];
    private readonly PatientState _state;
    private readonly Charm _charm;
    private readonly VisitRecurrence _recurrence;
    private readonly KeepOrDrop _keep;
    private readonly Linear _head;
    private readonly Parameter _base;
    private readonly Parameter _strength;
    private readonly ByteDropout _dropout;

    /// <summary>Builds the network for the columns and effects of <paramref name="knowledge"/>.</summary>
    public CafeMedNetwork(NetworkKnowledge knowledge, Options options) : base(nameof(CafeMedNetwork))
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(options);
        var (encoder, width) = (knowledge.Encoder, options.Width);
        foreach (var channel in Enum.GetValues<Channel>())
        {
            var embedding = nn.Embedding(encoder.Size(channel), width);
            nn.init.uniform_(embedding.weight!, -0.1, 0.1);
            _embeddings.Add(embedding);
        }
        foreach (var channel in _causal)
        {
            _generators.Add(new CausalWeightGenerator(knowledge.EffectsOf(channel), width, options.Rank));
            _messages.Add(new CausalMessage(width));
        }
        _state = new PatientState(width);
        _charm = new Charm(width, options.Heads, options.Dropout);
        _recurrence = new VisitRecurrence(3 * width, width);
        _keep = new KeepOrDrop(tensor(knowledge.Persistence), width, options.Rank);
        _head = nn.Linear(4 * width, encoder.Medications.Count, hasBias: false);
        nn.init.zeros_(_head.weight!);
        _base = nn.Parameter(tensor(knowledge.BaseLogits));
        _strength = nn.Parameter(zeros(_causal.Length));
        _dropout = new ByteDropout(options.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override bool HasLinearTower => true;

    /// <inheritdoc/>
    public override Tensor forward(VisitBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var pass = Read(input);
        var logits = _base.Plus(pass.Keep).Plus(pass.Interplay);                             // (V, M)
        for (var c = 0; c < _causal.Length; c++)
            logits = logits.AddRows(input[_causal[c]].Owner, pass.Evidence[c]);
        return logits.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override NetworkAccount Account(VisitBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var pass = Read(batch);
        return new NetworkAccount(
            _base.detach().clone().MoveToOuterDisposeScope(),
            [.. _causal.Select((channel, c) => (channel, pass.Evidence[c].MoveToOuterDisposeScope()))],
            pass.Keep.MoveToOuterDisposeScope(),
            pass.Interplay.MoveToOuterDisposeScope());
    }

    private (Tensor[] Evidence, Tensor Keep, Tensor Interplay) Read(VisitBatch batch)
    {
        var embedded = _embeddings.Select((table, c) => _dropout.call(table.call(batch.Channels[c].Tokens))).ToArray(); // (L_c, W)
        var medications = _embeddings[(int)Channel.History].weight!.narrow(0, 0, _base.shape[0]);                       // (M, W)
        var state = _state.call(embedded, batch);                                                                       // (V, W)
        var evidence = new Tensor[_causal.Length];
        var strengths = _strength.exp();
        for (var c = 0; c < _causal.Length; c++)
        {
            var (channel, slot) = (batch[_causal[c]], (int)_causal[c]);
            var (_, weights) = _generators[c].call(channel.Tokens, channel.Owner, embedded[slot], state, medications); // (L, M)
            var share = channel.Counts.Plus(1.0).rsqrt().index_select(0, channel.Owner);                                    // (L, 1)
            evidence[c] = weights * (share * strengths[c]);                                                             // (L, M)
            embedded[slot] = _messages[c].call(embedded[slot], weights, medications);                                   // (L, W)
        }
        var pooled = _charm.call(
            [.. _attended.Select(channel => embedded[(int)channel])], [.. _attended.Select(channel => batch[channel])]); // (V, 3, W)
        var visits = pooled.flatten(1);                                                                                 // (V, 3W)
        var states = _recurrence.call(visits, batch);                                                                   // (V, W)
        var interplay = _head.call(_dropout.call(cat([visits, states], 1).relu()));                                     // (V, 4W) -> (V, M)
        return (evidence, _keep.call(state, medications, batch[Channel.History]), interplay);
    }

    /// <summary>The size of a <see cref="CafeMedNetwork"/>.</summary>
    public sealed record Options : IValidatableObject
    {
        /// <summary>W, the length of a code's vector. Default 32.</summary>
        [Range(8, 1024)]
        public int Width { get; init; } = 32;

        /// <summary>k, the rank of the gates. Default 16.</summary>
        [Range(1, 256)]
        public int Rank { get; init; } = 16;

        /// <summary>Attention heads; must divide the width. Default 1: sets are small, and heads cost time by their number.</summary>
        [Range(1, 64)]
        public int Heads { get; init; } = 1;

        /// <summary>Share of values dropped in training. Default 0.5.</summary>
        [Range(0.0, 0.9)]
        public double Dropout { get; init; } = 0.5;

        /// <summary>Objects to heads that do not divide the width.</summary>
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Width % Heads != 0)
                yield return new ValidationResult($"{Heads} heads do not divide a width of {Width}");
        }
    }
}
