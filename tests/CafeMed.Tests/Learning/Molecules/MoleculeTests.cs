using CafeMed.Learning.Molecules;
using CsCheck;

namespace CafeMed.Tests.Learning.Molecules;

public sealed class MoleculeTests
{
    // Molecules that anybody may write down; formulas without hydrogen, bonds and rings from their structure.
    [Theory]
    [InlineData("CC(=O)Oc1ccccc1C(=O)O", "C9O4", 13)]                  // aspirin
    [InlineData("CN(C)C(=N)NC(=N)N", "C4N5", 8)]                       // metformin
    [InlineData("CC(=O)Nc1ccc(O)cc1", "C8NO2", 11)]                    // paracetamol
    [InlineData("Cn1c(=O)c2c(ncn2C)n(C)c1=O", "C8N4O2", 15)]           // caffeine
    [InlineData("[Li+].[Cl-]", "ClLi", 0)]                              // lithium chloride
    [InlineData("CC(C)Cc1ccc(cc1)[C@@H](C)C(=O)O", "C13O2", 15)]       // ibuprofen
    [InlineData("[H]O[H]", "O", 0)]                                     // water
    [InlineData("C%10CCCCC%10", "C6", 6)]                               // cyclohexane
    public void A_known_drug_has_its_atoms_and_bonds(string smiles, string formula, int bonds)
    {
        var molecule = Molecule.Parse(smiles);

        Assert.Equal(formula, string.Concat(molecule.Atoms.GroupBy(atom => atom.Element).OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => same.Count() == 1 ? same.Key : $"{same.Key}{same.Count()}")));
        Assert.Equal(bonds, molecule.Bonds.Length);
    }

    [Fact]
    public void Bonds_are_what_is_written_or_aromatic_between_aromatic_atoms()
    {
        var molecule = Molecule.Parse("C=1CC=1C#N.c1ccccc1-c1ccccc1.[Cu+2]");

        Assert.Equal(1, molecule.Bonds.Count(bond => bond.Kind == BondKind.Two));
        Assert.Equal(1, molecule.Bonds.Count(bond => bond.Kind == BondKind.Three));
        Assert.Equal(12, molecule.Bonds.Count(bond => bond.Kind == BondKind.Aromatic));
        Assert.Equal(2, molecule.Atoms[^1].Charge);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("C(C", 2)]
    [InlineData("CC)", 3)]
    [InlineData("C1CC", 2)]
    [InlineData("C=", 2)]
    [InlineData("C==C", 3)]
    [InlineData("CXC", 2)]
    [InlineData("[C", 3)]
    [InlineData("[]", 1)]
    [InlineData("C11", 3)]
    [InlineData("C%1", 2)]
    [InlineData("(C)", 1)]
    [InlineData("=C", 1)]
    [InlineData("C..C", 3)]
    public void What_is_no_smiles_is_refused_with_the_place(string text, int place) =>
        Assert.Contains($"at character {place}", Fails.With("CM3120", () => Molecule.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_random_tree_is_read_back_with_every_atom_and_bond() =>
        Gen.Select(Gen.Int[1, 25], Gen.Int[0, 1_000_000]).Sample((size, seed) =>
        {
            var (text, elements) = Tree(size, new Random(seed));

            var molecule = Molecule.Parse(text);

            return molecule.Atoms.Select(atom => atom.Element).SequenceEqual(elements) && molecule.Bonds.Length == size - 1;
        }, iter: 200);

    [Fact]
    public void Any_text_is_read_or_refused_and_nothing_else_happens() =>
        Generate.OneOf("CNOclnos[]()=#%1290+-.@H:/\\x".ToCharArray()).Array[0, 30].Select(letters => new string(letters)).Sample(text =>
        {
            try
            {
                return Molecule.Parse(text).Atoms.Length > 0;
            }
            catch (CafeMedException exception)
            {
                return exception.Fault.Code == "CM3120";
            }
        }, iter: 3000);

    private static (string Text, List<string> Elements) Tree(int size, Random random)
    {
        var elements = new List<string>();
        return (Branch(size), elements);

        string Branch(int atoms)
        {
            var element = new[] { "C", "N", "O", "Cl", "S" }[random.Next(5)];
            elements.Add(element);
            var (text, rest) = (element, atoms - 1);
            while (rest > 0)
            {
                var part = random.Next(1, rest + 1);
                var branch = Branch(part);
                text += part == rest ? branch : $"({branch})";
                rest -= part;
            }
            return text;
        }
    }
}
