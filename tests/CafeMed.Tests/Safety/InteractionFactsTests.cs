using System.IO.Compression;
using System.Text;
using CafeMed.Safety;

namespace CafeMed.Tests.Safety;

public sealed class InteractionFactsTests
{
    private static readonly InteractionTable Shipped = InteractionFacts.Shipped();

    [Theory]
    [InlineData("B01AA03", "M01AE01", Severity.Warning)] // warfarin, ibuprofen
    [InlineData("B01AA03", "C01BD01", Severity.Caution)] // warfarin, amiodarone
    [InlineData("B01AA03", "N02BA01", Severity.Contraindicated)] // warfarin, aspirin
    [InlineData("C10AA01", "J01FA09", Severity.Contraindicated)] // simvastatin, clarithromycin
    [InlineData("C09AA03", "A12BA01", Severity.Warning)] // lisinopril, potassium chloride
    [InlineData("C09AA03", "C03DA01", Severity.Warning)] // lisinopril, spironolactone
    [InlineData("G04BE03", "C01DA02", Severity.Contraindicated)] // sildenafil, nitroglycerin
    [InlineData("L01BA01", "J01EE01", Severity.Contraindicated)] // methotrexate, trimethoprim with sulfamethoxazole
    [InlineData("L01BA01", "N02BA01", Severity.Contraindicated)] // methotrexate, aspirin: level stands in the source's wording
    [InlineData("N05AN01", "C03CA01", Severity.Warning)] // lithium, furosemide
    [InlineData("J01XX08", "N06AB06", Severity.Warning)] // linezolid, sertraline
    [InlineData("C01AA05", "C01BD01", Severity.Caution)] // digoxin, amiodarone
    [InlineData("L04AD01", "C10AA01", Severity.Contraindicated)] // ciclosporin, simvastatin
    [InlineData("L04AX01", "M04AA01", Severity.Contraindicated)] // azathioprine, allopurinol
    [InlineData("N03AG01", "J01DH02", Severity.Warning)] // valproate, meropenem
    public void Textbook_pairs_interact(string first, string second, Severity severity)
    {
        Assert.Equal(severity, Shipped.Between(Code.Atc(first), Code.Atc(second)));
        Assert.Equal(severity, Shipped.Between(Code.Atc(second), Code.Atc(first)));
    }

    [Theory]
    [InlineData("B01AC06", "N02BA01")]
    [InlineData("A12BA01", "B05XA06")]
    public void An_ingredient_does_not_interact_with_itself_under_another_code(string first, string second) =>
        Assert.Null(Shipped.Between(Code.Atc(first), Code.Atc(second)));

    [Theory]
    [InlineData("J05AR07")]
    [InlineData("L01XE31")]
    [InlineData("V03AX03")]
    public void Codes_with_a_zero_for_an_O_are_repaired(string code) => Assert.True(Shipped.Knows(Code.Atc(code)));

    [Theory]
    [InlineData("S01ED01")]
    [InlineData("D07AB19")]
    [InlineData("M02AA13")]
    public void A_form_put_on_skin_or_eye_is_unknown_where_the_source_means_the_tablet(string code) => Assert.False(Shipped.Knows(Code.Atc(code)));

    [Fact]
    public void Every_shipped_code_is_an_ingredient() => Assert.All(Shipped.Ingredients, code => Assert.Equal(5, AtcLevel.Of(code)));

    [Fact]
    public void The_shipped_table_has_the_base_and_the_supplement()
    {
        Assert.Equal(1338, Shipped.Ingredients.Count);
        Assert.True(Shipped.Count > 65_244, $"{Shipped.Count}");
        Assert.Contains(InteractionFacts.SupplementSource, Shipped.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ingredient_without_interactions_is_known()
    {
        var table = Read("first,second,severity\nA02BC01,,\nB01AA03,M01AE01,3\n");

        Assert.True(table.Knows(Code.Atc("A02BC01")));
        Assert.Equal(1, table.Count);
        Assert.Equal("test", table.Source);
    }

    [Theory]
    [InlineData("", "CM4002", "first,second,severity")]
    [InlineData("a,b,c\n", "CM4002", "a,b,c")]
    [InlineData("first,second,severity\nB01AA03,M01AE01\n", "CM4003", "Line 2")]
    [InlineData("first,second,severity\nB01AA03,M01AE01,3,extra,more\n", "CM4003", "Line 2")]
    [InlineData("first,second,severity\nB01AA03,M01AE01,3\n\n", "CM4003", "Line 3")]
    [InlineData("first,second,severity\n05AR07,M01AE01,3\n", "CM4004", "column first: '05AR07'")]
    [InlineData("first,second,severity\nB01AA03,M01AE,3\n", "CM4004", "column second: 'M01AE'")]
    [InlineData("first,second,severity\nB01AA03,,3\n", "CM4004", "column second: ''")]
    [InlineData("first,second,severity\nB01AA03,M01AE01,5\n", "CM4005", "Line 2")]
    [InlineData("first,second,severity\nB01AA03,M01AE01,\n", "CM4005", "column severity: ''")]
    public void A_malformed_row_is_a_fault_with_its_place(string text, string fault, string place)
    {
        var thrown = Assert.Throws<CafeMedException>(() => Read(text));

        Assert.Equal(fault, thrown.Fault.Code);
        Assert.Contains(place, thrown.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_does_not_repeat_a_whole_file() =>
        Assert.InRange(Assert.Throws<CafeMedException>(() => Read(new string('x', 100_000))).Fault.Message.Length, 1, 200);

    [Fact]
    public void A_stream_that_breaks_is_a_fault()
    {
        using var broken = new GZipStream(new MemoryStream("not packed at all"u8.ToArray()), CompressionMode.Decompress);

        Assert.Equal("CM4006", Assert.Throws<CafeMedException>(() => InteractionFacts.Read(broken, "test")).Fault.Code);
    }

    [Fact]
    public void A_missing_file_is_a_fault() =>
        Assert.Equal("CM4001", Assert.Throws<CafeMedException>(() => InteractionFacts.Read(new FileInfo("no-such.csv"))).Fault.Code);

    [Fact]
    public void A_packed_file_is_read_and_a_torn_one_is_a_fault()
    {
        var folder = Directory.CreateTempSubdirectory("cafemed-facts-");
        try
        {
            var file = new FileInfo(Path.Combine(folder.FullName, "mine.csv.gz"));
            var packed = Pack("first,second,severity\nB01AA03,M01AE01,3\n");
            File.WriteAllBytes(file.FullName, packed);
            Assert.Equal(1, InteractionFacts.Read(file).Count);

            foreach (var torn in new byte[][] { [], packed[..^1], packed[..^8], packed[..^12], packed[..(packed.Length / 2)], [.. "not packed at all"u8] })
            {
                File.WriteAllBytes(file.FullName, torn);
                Assert.Equal("CM4007", Assert.Throws<CafeMedException>(() => InteractionFacts.Read(file)).Fault.Code);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static InteractionTable Read(string text) => InteractionFacts.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test");

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
