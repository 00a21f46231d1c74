using CafeMed.Learning.Encoding;
using CafeMed.Learning.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>What may modify effects: who comes (context), how many codes, earlier medications and visits there are, and the patient's state.</summary>
/// <remarks>
/// <c>z = (sum_i Q_i - sum_t p_t Q_t) / sqrt(sum_t p_t (1 - p_t)) + N n + P s</c>: Q_t a vector of context token t, p_t its share of the training visits, i the visit's
/// context tokens; n the logarithms of 1 + the numbers of diagnoses, procedures and last medications, the time gap and whether it is the first visit, each less its
/// training mean, over its deviation; s the state, brought to mean 0 and variance 1. Context and numbers are 0 for the average visit, so that a gate speaks of differences
/// alone, and none of them is ever dropped: what age does to an effect is little enough without noise. The state, which tells of severity and comorbidity what it has learned, starts small.
/// </remarks>
public sealed class ModifierState : nn.Module
{
    private static readonly Channel[] _counted = [Channel.Diagnosis, Channel.Procedure, Channel.History];

    private readonly Embedding _context;
    private readonly Linear _numbers;
    private readonly Linear _state;
    private readonly LayerNorm _norm;
    private readonly Tensor _shares;
    private readonly Tensor _means;
    private readonly Tensor _scales;
    private readonly Tensor _spread;

    /// <summary>The channels whose sizes may modify effects.</summary>
    internal static IReadOnlyList<Channel> Counted => _counted;

    /// <summary>A state of length <paramref name="rank"/> (k).</summary>
    /// <param name="habits">The training means that a patient is compared with.</param>
    /// <param name="width">W, the length of a patient's state.</param>
    /// <param name="rank">k.</param>
    public ModifierState(ModifierMeans habits, int width, int rank) : base(nameof(ModifierState))
    {
        ArgumentNullException.ThrowIfNull(habits);
        _context = nn.Embedding(habits.ContextShares.Length, rank);
        _numbers = nn.Linear(ModifierMeans.Numbers, rank, hasBias: false);
        _state = nn.Linear(width, rank, hasBias: false);
        _norm = nn.LayerNorm(width, elementwise_affine: false);
        nn.init.normal_(_numbers.weight!, 0, 0.5);
        nn.init.normal_(_state.weight!, 0, 0.1);
        _shares = tensor(habits.ContextShares).view(1, -1);
        _means = tensor(habits.Means);
        _scales = tensor(Array.ConvertAll(habits.Deviations, deviation => 1 / Math.Max(deviation, 1e-3f)));
        _spread = tensor(new[] { (float)(1 / Math.Sqrt(Math.Max(1, habits.ContextShares.Sum(share => share * (1 - share))))) });
        RegisterComponents();
    }

    /// <summary>The state at every visit.</summary>
    /// <param name="batch">V visits.</param>
    /// <param name="state">(V, W) float32, from <see cref="PatientState"/>.</param>
    /// <returns>(V, k) float32.</returns>
    public Tensor call(VisitBatch batch, Tensor state)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var context = batch[Channel.Context];
        var vectors = _context.weight!;
        var sums = vectors.new_zeros(batch.Visits, vectors.shape[1]).AddRows(context.Owner, vectors.index_select(0, context.Tokens)); // (V, k)
        var numbers = cat([.. _counted.Select(channel => batch[channel].Counts.Plus(1.0).log()), batch.Time], 1);                       // (V, 5)
        var known = (sums - _shares.matmul(vectors)) * _spread;                                                                         // (V, k)
        return known.Plus(_numbers.call((numbers - _means) * _scales)).Plus(_state.call(_norm.call(state))).MoveToOuterDisposeScope();  // (V, k)
    }
}
