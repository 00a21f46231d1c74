using CafeMed.Learning.Molecules;

namespace CafeMed.Tests.Learning.Molecules;

public sealed class FragmentsTests
{
    private static readonly Molecule s_aspirin = Molecule.Parse("CC(=O)Oc1ccccc1C(=O)O");

    [Fact]
    public void The_same_molecule_written_in_another_order_has_the_same_substructures() =>
        Assert.Equal(Fragments.Of(s_aspirin).Order(), Fragments.Of(Molecule.Parse("OC(=O)c1ccccc1OC(C)=O")).Order());

    // The ring, the acetyl, the oxygen between them, the acid.
    [Fact]
    public void Aspirin_comes_apart_at_its_ring_and_its_ester() => Assert.Equal(4, Fragments.Of(s_aspirin).Count);

    [Fact]
    public void Drugs_of_one_class_share_what_they_are_made_of()
    {
        var (salicylic, metformin) = (Fragments.Of(Molecule.Parse("O=C(O)c1ccccc1O")), Fragments.Of(Molecule.Parse("CN(C)C(=N)NC(=N)N")));

        Assert.NotEmpty(Fragments.Of(s_aspirin).Intersect(salicylic));
        Assert.Empty(Fragments.Of(s_aspirin).Intersect(metformin));
    }

    [Fact]
    public void A_ring_is_never_cut() => Assert.Single(Fragments.Of(Molecule.Parse("C1CCOC1")));

    [Fact]
    public void Surroundings_tell_atoms_apart_by_their_neighbours_and_bonds()
    {
        var names = Fragments.Surroundings(Molecule.Parse("CC(=O)O"), 1);

        Assert.Equal(4, names.Distinct().Count());
        Assert.Equal(Fragments.Surroundings(Molecule.Parse("OC(C)=O"), 1).Order(), names.Order());
    }
}
