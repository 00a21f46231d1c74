using CafeMed.Safety.Knowledge;

namespace CafeMed.Tests.Safety.Knowledge;

public sealed class FieldInteractionsTests
{
    private const string Atc = "CID000000001,B01AA03\nCID000000002,M01AE01,M02AA13\nCID000000003,C09AA03\n";

    // Three rows of nausea, two of rash, one of bleeding.
    private const string Pairs = """
        STITCH 1,STITCH 2,Polypharmacy Side Effect,Side Effect Name
        CID000000001,CID000000002,C1,nausea
        CID000000001,CID000000003,C1,nausea
        CID000000002,CID000000003,C1,nausea
        CID000000001,CID000000002,C2,rash
        CID000000001,CID000000009,C2,rash
        CID000000001,CID000000002,C3,bleeding
        """;

    [Theory]
    [InlineData(0, 5)] // every side effect: warfarin with both codes of ibuprofen, warfarin with lisinopril, ibuprofen's codes with lisinopril
    [InlineData(1, 2)] // bleeding alone
    [InlineData(2, 2)]
    public void The_least_frequent_side_effects_are_kept(int kept, int pairs) =>
        Assert.Equal(pairs, FieldInteractions.ReadStitch(new StringReader(Pairs), "drug-DDI.csv", new StringReader(Atc), kept, Severity.Warning).Count);

    [Fact]
    public void What_is_left_out_is_counted_and_the_level_is_the_given_one()
    {
        var table = FieldInteractions.ReadStitch(new StringReader(Pairs), "drug-DDI.csv", new StringReader(Atc), 2, Severity.Caution);

        Assert.Equal(["3 row(s) of side effects beyond the 2 least frequent left out", "1 row(s) of drugs without an ATC code left out"], table.Remarks);
        Assert.Equal(Severity.Caution, table.Between(Code.Atc("M01AE01"), Code.Atc("B01AA03"))!.Severity);
        Assert.True(table.Knows(Code.Atc("C09AA03")));
    }

    [Fact]
    public void A_file_without_any_mapped_pair_is_a_fault() =>
        Fails.With("CM4017", () => FieldInteractions.ReadStitch(new StringReader(Pairs), "f", new StringReader("CID7,B01AA03\n"), 0, Severity.Caution));

    [Theory]
    [InlineData("STITCH 1,STITCH 2\nCID1,CID2\n", "CM4010")]
    [InlineData("STITCH 1,STITCH 2,Side Effect Name\n1,CID2,x\n", "CM4012")]
    public void A_malformed_file_is_a_fault(string text, string code) =>
        Fails.With(code, () => FieldInteractions.ReadStitch(new StringReader(text), "f", new StringReader(Atc), 0, Severity.Caution));

    [Fact]
    public void The_shipped_map_of_the_field_is_read()
    {
        var file = Path.Combine(SharedData.Require("gamenet-field-maps").FullName, "drug-atc.csv");
        using var atc = File.OpenText(file);
        var text = "STITCH 1,STITCH 2,Side Effect Name\nCID000003015,CID000004011,x\n";

        Assert.NotNull(FieldInteractions.ReadStitch(new StringReader(text), "f", atc, 40, Severity.Caution).Between(Code.Atc("G03HA01"), Code.Atc("N06AA21")));
    }

    [Fact]
    public void An_adjacency_of_groups_is_laid_on_the_ingredients_below()
    {
        Code[] groups = [Code.Atc("B01A"), Code.Atc("M01A"), Code.Atc("C09A")];
        var table = FieldInteractions.OfAdjacency(
            "a.pkl", groups, [0, 1, 0, 0, 0, 0, 0, 0, 0], 3, 3, [Code.Atc("B01AA03"), Code.Atc("M01AE01"), Code.Atc("M01AE02"), Code.Atc("C09AA03")], Severity.Warning);

        Assert.Equal(2, table.Count);
        Assert.NotNull(table.Between(Code.Atc("M01AE02"), Code.Atc("B01AA03")));
        Assert.True(table.Knows(Code.Atc("C09AA03")));
        Assert.Contains("one direction", Assert.Single(table.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void An_adjacency_of_another_size_than_its_vocabulary_is_a_fault() =>
        Fails.With("CM4018", () => FieldInteractions.OfAdjacency("a.pkl", [Code.Atc("B01A")], [0, 1, 1, 0], 2, 2, [], Severity.Warning));
}
