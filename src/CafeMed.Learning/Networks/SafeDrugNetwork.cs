using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Layers;
using CafeMed.Learning.Molecules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Networks;

/// <summary>SafeDrug: recurrences over a patient's visits, matched with the molecules of medications as wholes and by their substructures.</summary>
/// <remarks>
/// <para><c>q = R relu([h^D; h^P; h^C; h^H])</c>. With molecules: <c>g = LN(s + G s)</c>, <c>s = sigmoid(q E^T)</c>, E from <see cref="MoleculeEncoder"/>;
/// <c>l = sigmoid(S q) (H * L)</c>, H which medication has which substructure (<see cref="Fragments"/>); <c>logits = g * l + b</c>. A medication
/// of which no molecule is known, and all of them where no table is given, has <c>w q + b</c>.</para>
/// <para>h^C and h^H read context and the medications of the visit before, and are not in the paper: all recommenders here know the same. b starts at the
/// base rates. The interaction term of its loss is the trainer's own (<c>trainer.targetInteractionRate</c>).</para>
/// </remarks>
[Part("safedrug", Source = "Yang et al. 2021, SafeDrug, arXiv:2105.02711", Summary = "Recurrences matched with molecules and their substructures; without a table of SMILES, the recurrences alone.")]
public sealed class SafeDrugNetwork : MedicationNetwork
{
    private readonly ModuleList<ChannelRecurrence> _recurrences = [];
    private readonly Linear _query;
    private readonly Linear? _head;
    private readonly Parameter _base;
    private readonly MoleculeEncoder? _molecules;
    private readonly Linear? _global;
    private readonly LayerNorm? _norm;
    private readonly Linear? _substructures;
    private readonly Parameter? _local;
    private readonly Tensor? _mask;
    private readonly Tensor? _known;
    private readonly ByteDropout _dropout;

    /// <summary>Builds the network for the columns of <paramref name="knowledge"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM3120</c>: a SMILES of the options is none.</exception>
    public SafeDrugNetwork(NetworkKnowledge knowledge, Options options) : base(nameof(SafeDrugNetwork))
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(options);
        var (width, size) = (options.Width, knowledge.Encoder.Medications.Count);
        foreach (var channel in PatientEncoder.Recorded)
            _recurrences.Add(new ChannelRecurrence(knowledge.Encoder, channel, width, mean: false, options.Dropout));
        _query = nn.Linear(4 * width, width);
        _base = nn.Parameter(tensor(knowledge.BaseLogits));
        _dropout = new ByteDropout(options.Dropout);
        var molecules = MoleculeTable.Of(knowledge.Encoder.Medications, options.Smiles);
        KnownMolecules = molecules.Count(some => some.Length > 0);
        if (KnownMolecules < size)
            _head = nn.Linear(width, size, hasBias: false);
        if (KnownMolecules > 0)
        {
            var (mask, count) = Mask(molecules);
            _molecules = new MoleculeEncoder(molecules, width, options.Layers);
            _global = nn.Linear(size, size);
            _norm = nn.LayerNorm(size);
            _substructures = nn.Linear(width, count);
            _local = nn.Parameter(rand(count, size).Minus(0.5).Times(0.2));
            _mask = tensor(mask, count, size);
            _known = tensor(molecules.Select(some => some.Length > 0 ? 1f : 0f).ToArray());
        }
        RegisterComponents();
    }

    /// <summary>M, all medications.</summary>
    public int Medications => (int)_base.shape[0];

    /// <summary>Medications of which at least one molecule is known; at 0 there is no molecular branch.</summary>
    public int KnownMolecules { get; }

    /// <inheritdoc/>
    public override Tensor forward(VisitBatch input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var states = cat([.. _recurrences.Select(recurrence => recurrence.call(input))], 1); // (V, 4W)
        var query = _dropout.call(_query.call(states.relu()));                       // (V, W)
        if (_molecules is null)
            return _head!.call(query).Plus(_base).MoveToOuterDisposeScope();        // (V, M)
        var similar = query.matmul(_molecules.call().t()).sigmoid();                 // (V, W) x (W, M)
        var global = _norm!.call(similar.Plus(_global!.call(similar)));              // (V, M)
        var local = _substructures!.call(query).sigmoid().matmul(_local! * _mask!); // (V, S) x (S, M)
        var matched = global * local * _known!;                                      // (V, M)
        var logits = _head is null ? matched : matched.Plus(_head.call(query) * _known!.OneMinus());
        return logits.Plus(_base).MoveToOuterDisposeScope();
    }

    private static (float[] Mask, int Count) Mask(ImmutableArray<ImmutableArray<Molecule>> molecules)
    {
        var has = molecules.Select(some => some.SelectMany(Fragments.Of).ToHashSet(StringComparer.Ordinal)).ToArray();
        var names = has.SelectMany(parts => parts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return ([.. names.SelectMany(name => has.Select(parts => parts.Contains(name) ? 1f : 0f))], names.Length);
    }

    /// <summary>The size of a <see cref="SafeDrugNetwork"/>, and the molecules it knows.</summary>
    public sealed record Options
    {
        /// <summary>W, the length of a code's vector, of a state, and of an atom's vector. Default 64.</summary>
        [Range(4, 1024)]
        public int Width { get; init; } = 64;

        /// <summary>How often messages pass between atoms. Default 2. Ignored where no molecule is known.</summary>
        [Range(1, 8)]
        public int Layers { get; init; } = 2;

        /// <summary>Share of values dropped in training. Default 0.5.</summary>
        [Range(0.0, 0.9)]
        public double Dropout { get; init; } = 0.5;

        /// <summary>ATC codes with their SMILES, several parted by spaces: kept with the run, so that a stored model needs no other file. Default none: no molecular branch.</summary>
        [Required]
        public IReadOnlyDictionary<string, string> Smiles { get; init; } = new Dictionary<string, string>();
    }
}
