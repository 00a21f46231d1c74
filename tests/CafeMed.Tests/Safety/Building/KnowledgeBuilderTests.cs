using System.IO.Compression;
using CafeMed.Safety.Building;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Safety.Building;

public sealed class KnowledgeBuilderTests
{
    [Fact]
    public void The_base_gives_the_shipped_tables_to_the_byte()
    {
        var built = KnowledgeBuilder.Build(SharedData.Require("osdi-ddi"), TestContext.Current.CancellationToken);

        Assert.Equal(["interactions.csv.gz", "interactions.bin", "ingredients.csv", "changes.csv"], built.Files.Select(file => file.Key));
        Assert.All(built.Files, file => Assert.True(
            Unpacked(file.Key, [.. file.Value]).AsSpan().SequenceEqual(Unpacked(file.Key, File.ReadAllBytes(Repository.File($"data/interactions/{file.Key}").FullName))), $"{file.Key} differs"));
        Assert.Equal((36_306, 34_759, 1_547, 0), (built.IngredientPairs, built.Kept, built.WithoutCode, built.WithoutLevel));
        Assert.Equal(built.Pairs, built.Mechanisms.Sum(one => one.Value));
    }

    [Fact]
    public void A_tiny_base_is_built_with_worst_level_mechanism_and_repaired_code()
    {
        using var folder = new TempFolder();
        folder.Write("flat/drugs.csv", "name,rxcui,atc5\nWARFARIN,1,B01AA03\nIBUPROFEN,2,MO1AE01\nNOTHING,3,\n");
        folder.Write("flat/interactions.csv", "side1,kind1,side2,kind2,severity_level,severity,description,management\nWARFARIN,drug,NSAIDS,class,3,x,Increase of the risk of hemorrhage,\n");
        folder.Zip("flat/ingredient_pairs.csv.gz", "drug1,drug2,severity_level,severity,via1,via2\nIBUPROFEN,WARFARIN,3,x,NSAIDS,WARFARIN\nNOTHING,WARFARIN,4,x,NOTHING,WARFARIN\n");

        var built = KnowledgeBuilder.Build(folder.Root, TestContext.Current.CancellationToken);
        var texts = built.Files.ToDictionary(file => file.Key, file => System.Text.Encoding.UTF8.GetString(Unpacked(file.Key, [.. file.Value])));

        Assert.Equal("first,second,severity,mechanism\nB01AA03,M01AE01,3,bleeding\n", texts["interactions.csv.gz"]);
        Assert.Equal("code,names\nB01AA03,warfarin\nM01AE01,ibuprofen\n", texts["ingredients.csv"]);
        Assert.Equal("change,ingredient,code,becomes\nrepaired,IBUPROFEN,MO1AE01,M01AE01\nwithout a code,NOTHING,,\n", texts["changes.csv"]);
        Assert.Equal((1, 1), (built.Kept, built.WithoutCode));
    }

    [Fact]
    public void A_folder_that_is_not_the_base_is_a_fault()
    {
        using var folder = new TempFolder();

        Assert.Contains("drugs.csv", Fails.With("CM4015", () => KnowledgeBuilder.Build(folder.Root, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private static byte[] Unpacked(string name, byte[] bytes)
    {
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
            return bytes;
        using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var text = new MemoryStream();
        packed.CopyTo(text);
        return text.ToArray();
    }
}
