using System.ComponentModel.DataAnnotations;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Networks;

/// <summary>CafeMed: causal effects, weighed anew for every patient, and attention over what diagnoses, procedures and earlier medications mean to each other.</summary>
/// <remarks>
/// <para><c>logits = b + sum_c exp(h_c) sum_i w_i / (n_c + 1)^r_c + keep(H, s) + W relu([h; r])</c>: base rates, the evidence of diagnoses,
/// procedures and their categories (<see cref="CausalWeightGenerator"/>), medications given before (<see cref="KeepOrDrop"/>), and what <see cref="Charm"/>
/// and the recurrence over visits add. W starts at 0 and r at 1/2: untrained, the network is the static causal model.</para>
/// <para>Every part can be left out or made simpler by option, to see what it is worth: <c>cafemed ablate</c>.</para>
/// <para>The paper's equations are not available to us; these are ours (docs/decisions/0007).</para>
/// </remarks>
[Part("cafemed", Source = "Ren, Ju, Lee 2025, CafeMed, arXiv:2511.14064 (its two ideas; the equations are ours)",
    Summary = "Causal Weight Generator, CHARM, keep-or-drop of earlier drugs, beside a linear tower.")]
public sealed class CafeMedNetwork : MedicationNetwork
{
    // Categories last: messages are for the channels that are attended to.
    private static readonly Channel[] _causal = [Channel.Diagnosis, Channel.Procedure, Channel.Category];
    private static readonly Channel[] _attended = [Channel.Diagnosis, Channel.Procedure, Channel.History];

    private readonly ModuleList<Embedding> _embeddings = [];
    private readonly ModuleList<CausalWeightGenerator> _generators = [];
    private readonly ModuleList<CausalMessage> _messages = [];
    private readonly PatientState _state;
    private readonly ModifierState? _modifiers;
    private readonly Charm? _charm;
    private readonly VisitRecurrence _recurrence;
    private readonly KeepOrDrop _keep;
    private readonly Linear _head;
    private readonly Parameter _base;
    private readonly Parameter? _strength;
    private readonly Parameter? _crowd;
    private readonly ByteDropout _dropout;
    private readonly double _gatePenalty;

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
            if (options.UsesEffects && (channel != Channel.Category || options.Evidence == Switch.On))
                _generators.Add(new CausalWeightGenerator(Effects(knowledge, channel, options.Gate), width, options.Rank, options.Gate));
            if (options.Message == Switch.On && channel != Channel.Category)
                _messages.Add(new CausalMessage(width));
        }
        _state = new PatientState(width, _embeddings.Count);
        _modifiers = options.UsesEffects && options.Gate != GateKind.Static ? new ModifierState(knowledge.Modifiers, width, options.Rank) : null;
        _charm = options.Charm == Switch.On ? new Charm(width, options.Heads, options.Dropout) : null;
        _recurrence = new VisitRecurrence(3 * width, width);
        _keep = new KeepOrDrop(tensor(knowledge.Persistence), width, options.Rank);
        _head = nn.Linear(4 * width, encoder.Medications.Count, hasBias: false);
        nn.init.zeros_(_head.weight!);
        _base = nn.Parameter(tensor(knowledge.BaseLogits));
        _strength = options.Evidence == Switch.On ? nn.Parameter(zeros(_causal.Length)) : null;
        _crowd = options.Evidence == Switch.On ? nn.Parameter(zeros(_causal.Length).Plus(0.5)) : null;
        _dropout = new ByteDropout(options.Dropout);
        _gatePenalty = options.GatePenalty;
        RegisterComponents();
    }

    /// <summary>The channels whose codes have effects, in the order of the generators.</summary>
    internal static IReadOnlyList<Channel> Causal => _causal;

    /// <summary>The channels that are attended to, in the order in which they are pooled.</summary>
    internal static IReadOnlyList<Channel> Attended => _attended;

    /// <inheritdoc/>
    public override bool HasLinearTower => true;

    /// <inheritdoc/>
    public override bool HasGates => _generators.Count > 0;

    /// <inheritdoc/>
    public override Tensor forward(VisitBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var pass = Read(input);
        var logits = _base.Plus(pass.Keep).Plus(pass.Interplay);                             // (V, M)
        for (var c = 0; c < pass.Evidence.Length; c++)
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
            [.. pass.Evidence.Select((amounts, c) => (_causal[c], amounts.MoveToOuterDisposeScope()))],
            pass.Keep.MoveToOuterDisposeScope(),
            pass.Interplay.MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public override Tensor Gates(VisitBatch batch, Channel channel, Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(tokens);
        var slot = Array.IndexOf(_causal, channel);
        if (!HasGates || slot < 0)
            return base.Gates(batch, channel, tokens);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var state = _state.call(Embed(batch), batch);                                                                   // (V, W)
        var (count, visits) = ((int)tokens.shape[0], batch.Visits);
        var asked = tokens.repeat(visits);                                                                              // (J) -> (V J)
        var owner = tensor(Enumerable.Range(0, visits * count).Select(i => (long)(i / count)).ToArray());               // (V J)
        var (gates, _) = _generators[slot].call(
            asked, owner, _embeddings[(int)channel].call(asked), _modifiers?.call(batch, state) ?? state, Medications());                 // (V J, M)
        return gates.view(visits, count, -1).MoveToOuterDisposeScope();                                                 // (V, J, M)
    }

    /// <inheritdoc/>
    public override Tensor? Penalty()
    {
        if (_gatePenalty == 0)
            return null;
        using var scope = NewDisposeScope();
        Tensor? sum = null;
        foreach (var generator in _generators)
            if (generator.SlopeSize() is { } size)
                sum = sum is null ? size : sum.Plus(size);
        return sum?.Times(_gatePenalty).MoveToOuterDisposeScope();
    }

    private Tensor[] Embed(VisitBatch batch) =>
        [.. _embeddings.Select((table, c) => _dropout.call(table.call(batch.Channels[c].Tokens)))];                     // (L_c, W)

    private Tensor Medications() => _embeddings[(int)Channel.History].weight!.narrow(0, 0, _base.shape[0]);             // (M, W)

    private (Tensor[] Evidence, Tensor Keep, Tensor Interplay) Read(VisitBatch batch)
    {
        var embedded = Embed(batch);                                                                                    // (L_c, W)
        var medications = Medications();                                                                                // (M, W)
        var state = _state.call(embedded, batch);                                                                       // (V, W)
        var modifiers = _modifiers?.call(batch, state) ?? state;                                                               // (V, k)
        var evidence = new Tensor[_strength is null ? 0 : _causal.Length];
        var strengths = _strength?.exp();
        for (var c = 0; c < _generators.Count; c++)
        {
            var (channel, slot) = (batch[_causal[c]], (int)_causal[c]);
            var (_, weights) = _generators[c].call(channel.Tokens, channel.Owner, embedded[slot], modifiers, medications); // (L, M)
            if (strengths is not null)
            {
                var share = (channel.Counts.Plus(1.0).log() * _crowd![c]).neg().exp().index_select(0, channel.Owner);   // (L, 1)
                evidence[c] = weights * (share * strengths[c]);                                                         // (L, M)
            }
            if (c < _messages.Count)
                embedded[slot] = _messages[c].call(embedded[slot], weights, medications);                               // (L, W)
        }
        var visits = Pool(embedded, batch);                                                                             // (V, 3W)
        var states = _recurrence.call(visits, batch);                                                                   // (V, W)
        var interplay = _head.call(_dropout.call(cat([visits, states], 1).relu()));                                     // (V, 4W) -> (V, M)
        return (evidence, _keep.call(state, medications, batch[Channel.History]), interplay);
    }

    private Tensor Pool(Tensor[] embedded, VisitBatch batch) => _charm is null
        ? cat([.. _attended.Select(channel => SetMeans.Of(embedded[(int)channel], batch[channel]))], 1)                 // (V, 3W)
        : _charm.call([.. _attended.Select(channel => embedded[(int)channel])], [.. _attended.Select(channel => batch[channel])]).flatten(1);

    private static Tensor Effects(NetworkKnowledge knowledge, Channel channel, GateKind gate)
    {
        var effects = knowledge.EffectsOf(channel);
        if (gate != GateKind.Permuted)
            return effects;
        // Drawn by the seed that torch was given for this network: nothing is taken out of torch's stream, so the initial weights are those of the full gate.
        using (effects)
            return ShuffledColumns.Of(effects, random.initial_seed());
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

        /// <summary>What the gates depend on. Default full.</summary>
        public GateKind Gate { get; init; } = GateKind.Full;

        /// <summary>Whether <see cref="Layers.Charm"/> refines and pools the channels; without it each channel is the plain mean of its tokens. Default on.</summary>
        public Switch Charm { get; init; } = Switch.On;

        /// <summary>Whether the gated effects go straight to the logits. Default on.</summary>
        public Switch Evidence { get; init; } = Switch.On;

        /// <summary>Whether the gated effects carry medications back to the codes (<see cref="CausalMessage"/>). Default on.</summary>
        public Switch Message { get; init; } = Switch.On;

        /// <summary>Weight of the mean square of the gates' slopes in the training loss: how much must be seen before a gate leaves 1. Default 0.01.</summary>
        [Range(0.0, 100.0)]
        public double GatePenalty { get; init; } = 0.01;

        internal bool UsesEffects => Evidence == Switch.On || Message == Switch.On;

        /// <summary>Objects to heads that do not divide the width.</summary>
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Width % Heads != 0)
                yield return new ValidationResult($"{Heads} heads do not divide a width of {Width}");
        }
    }
}
