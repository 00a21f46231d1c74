using System.Collections.Immutable;
using CafeMed.Learning.Molecules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>One vector for each medication, by messages between the atoms of its molecules; all molecules are one graph, and one pass reads them.</summary>
/// <remarks>
/// <c>y_a = E[surroundings of a]</c>; twice <c>h = relu(W_l y)</c>, <c>y_a = h_a + sum_{b bound to a} h_b</c>, scaled to length 1; a molecule is the sum of its
/// atoms, a medication the mean of its molecules, 0 where none is known. Source: Yang et al. 2021, SafeDrug, arXiv:2105.02711, section 3.2.2; unlike its program, this is trained.
/// </remarks>
public sealed class MoleculeEncoder : nn.Module
{
    private const int Radius = 1;

    private readonly Embedding _atoms;
    private readonly ModuleList<Linear> _layers = [];
    private readonly Graph _graph;
    private readonly int _medications;

    /// <summary>Reads the molecules of M medications into vectors of length <paramref name="width"/> (W).</summary>
    /// <param name="molecules">(M) the molecules of each; at least one has some.</param>
    /// <param name="width">W.</param>
    /// <param name="layers">How often messages pass.</param>
    public MoleculeEncoder(ImmutableArray<ImmutableArray<Molecule>> molecules, int width, int layers) : base(nameof(MoleculeEncoder))
    {
        var (names, kinds, from, to, medication, share) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<long>(), new List<long>(), new List<long>(), new List<long>(), new List<float>());
        for (var m = 0; m < molecules.Length; m++)
            foreach (var molecule in molecules[m])
            {
                foreach (var bond in molecule.Bonds)
                {
                    from.AddRange([kinds.Count + bond.From, kinds.Count + bond.To]);
                    to.AddRange([kinds.Count + bond.To, kinds.Count + bond.From]);
                }
                foreach (var name in Fragments.Surroundings(molecule, Radius))
                {
                    kinds.Add(names.TryGetValue(name, out var kind) ? kind : names[name] = names.Count);
                    medication.Add(m);
                    share.Add(1f / molecules[m].Length);
                }
            }
        _graph = new(
            tensor(kinds.ToArray()), tensor(from.ToArray()), tensor(to.ToArray()), tensor(medication.ToArray()), tensor(share.ToArray(), share.Count, 1));
        _medications = molecules.Length;
        _atoms = nn.Embedding(names.Count, width);
        for (var i = 0; i < layers; i++)
            _layers.Add(nn.Linear(width, width));
        RegisterComponents();
    }

    /// <summary>(M, W) float32.</summary>
    public Tensor call()
    {
        using var scope = NewDisposeScope();
        var atoms = _atoms.call(_graph.Kinds);                                             // (A, W)
        foreach (var layer in _layers)
        {
            var hidden = layer.call(atoms).relu();                                   // (A, W)
            var heard = hidden.AddRows(_graph.To, hidden.index_select(0, _graph.From));          // (A, W)
            atoms = heard / heard.Squared().sum(dim: 1, keepdim: true).Plus(1e-12).sqrt();
        }
        return atoms.new_zeros(_medications, atoms.shape[1])
            .AddRows(_graph.Medication, atoms * _graph.Share).MoveToOuterDisposeScope(); // (M, W)
    }

    // Not registered: it is made of the options again, so a stored network need not hold it.
    private sealed record Graph(Tensor Kinds, Tensor From, Tensor To, Tensor Medication, Tensor Share);
}
