using CafeMed.Learning.Molecules;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Learning.Molecules;

public sealed class MoleculeTableTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_group_has_the_molecules_of_its_ingredients_and_a_stranger_none()
    {
        var read = MoleculeTable.Read(File("atc,smiles\n# public domain\nN02BA01,CC(=O)Oc1ccccc1C(=O)O\nN02BA04\tO=C(O)c1ccccc1O\n\nA10BA02,CN(C)C(=N)NC(=N)N\n"));

        var molecules = MoleculeTable.Of(new Vocabulary(CodeKind.Medication, [Code.Atc("A10BA"), Code.Atc("C09AA"), Code.Atc("N02BA")]), read);

        Assert.Equal([1, 0, 2], molecules.Select(some => some.Length));
    }

    [Theory]
    [InlineData("N02BA01\n", "CM3121")]
    [InlineData("aspirin tablets,CC\n", "CM3121")]
    [InlineData("N02BA01,C(C\n", "CM3120")]
    public void A_bad_line_is_refused(string text, string code) => Fails.With(code, () => MoleculeTable.Read(File(text)));

    [Fact]
    public void A_missing_table_is_told() => Fails.With("CM3122", () => MoleculeTable.Read(new FileInfo(Path.Combine(_folder.Root.FullName, "none.csv"))));

    public void Dispose() => _folder.Dispose();

    private FileInfo File(string text)
    {
        var file = new FileInfo(Path.Combine(_folder.Root.FullName, "smiles.csv"));
        System.IO.File.WriteAllText(file.FullName, text);
        return file;
    }
}
