using System.Collections.Immutable;

namespace CafeMed.Learning.Molecules;

/// <summary>Atoms and bonds, as a SMILES text gives them; hydrogens are left out, and so is the arrangement in space.</summary>
/// <param name="Atoms">Heavy atoms in the order of the text.</param>
/// <param name="Bonds">Each once, <c>From</c> before <c>To</c>.</param>
public sealed record Molecule(ImmutableArray<Atom> Atoms, ImmutableArray<Bond> Bonds)
{
    /// <summary>Reads a SMILES text.</summary>
    /// <exception cref="CafeMedException"><c>CM3120</c>: it is none, with the place.</exception>
    public static Molecule Parse(string smiles)
    {
        ArgumentNullException.ThrowIfNull(smiles);
        return new SmilesReader(smiles).Read();
    }

    /// <summary>Per atom, its neighbours and what joins them.</summary>
    public IReadOnlyList<IReadOnlyList<(int Atom, BondKind Kind)>> Neighbours()
    {
        var lists = Atoms.Select(_ => new List<(int, BondKind)>()).ToArray();
        foreach (var bond in Bonds)
        {
            lists[bond.From].Add((bond.To, bond.Kind));
            lists[bond.To].Add((bond.From, bond.Kind));
        }
        return lists;
    }
}
