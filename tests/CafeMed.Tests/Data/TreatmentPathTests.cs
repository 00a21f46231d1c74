using System.IO.Compression;
using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class TreatmentPathTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("pulmonary|ventilation and oxygenation|mechanical ventilation")]
    [InlineData("cardiovascular|consultations|Cardiology consultation")]
    [InlineData("cardiovascular|non-operative procedures|cardiac angiography|with stent placement|drug-eluting")]
    [InlineData("cardiovascular|intravenous fluid|blood product administration|packed red blood cells")]
    [InlineData("cardiovascular|vascular disorders|VTE prophylaxis|compression boots")]
    [InlineData("renal|dialysis|C V V H D")]
    [InlineData("infectious diseases|cultures / immuno-assays|cultures|blood")]
    [InlineData("pulmonary|radiologic procedures / bronchoscopy|chest x-ray")]
    public void Procedures_are_kept(string path) => Assert.True(TreatmentPath.IsProcedure(path));

    [Theory]
    [InlineData("cardiovascular|vascular disorders|VTE prophylaxis|conventional heparin therapy")]
    [InlineData("cardiovascular|vascular disorders|VTE prophylaxis")]
    [InlineData("cardiovascular|non-operative procedures|cardioversion|chemical")]
    [InlineData("cardiovascular|non-operative procedures|cardiac angiography|with thrombolysis")]
    [InlineData("gastrointestinal|nutrition|parenteral feeds|TPN")]
    [InlineData("cardiovascular|intravenous fluid|colloid administration|albumin")]
    [InlineData("surgery|infection|prophylactic antibacterials|for surgery")]
    [InlineData("pulmonary|medications|bronchodilator")]
    [InlineData("pulmonary|a group not seen before|a thing not seen before")]
    [InlineData("pulmonary")]
    public void Drugs_and_what_is_not_known_are_dropped(string path) => Assert.False(TreatmentPath.IsProcedure(path));

    [Fact]
    public void No_kept_path_of_eICU_names_an_ingredient_or_a_class_of_drugs()
    {
        var map = SharedData.Require("drugmap");
        var paths = Column(SharedData.Require("eicu-demo-2.0").File("csv/treatment.csv.gz"), 3);
        var ingredients = File.ReadLines(map.File("ingredient_to_atc.csv").FullName).Skip(1)
            .Select(line => line.Split(',')[0].Trim('"')).Where(name => name.Length > 3 && name is not "oxygen").ToList();
        string[] classes = ["anti", "agent", "blocker", "inhibitor", "steroid", "diuretic", "insulin", "heparin", "sedat", "analges", "vaso", "statin", "vitamin", "saline"];

        var kept = paths.Where(TreatmentPath.IsProcedure).Distinct().Order(StringComparer.Ordinal).ToList();

        foreach (var path in kept)
            output.WriteLine(path);
        Assert.InRange(kept.Count, 300, 500);
        var words = kept.Select(path => (path, text: path[(path.IndexOf('|') + 1)..].ToLowerInvariant())).ToList();
        Assert.All(words, word => Assert.DoesNotContain(ingredients, name => word.text.Contains(name, StringComparison.OrdinalIgnoreCase)));
        Assert.All(words, word => Assert.DoesNotContain(classes, name => word.text.Replace("antigen", "").Contains(name, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Column(FileInfo file, int column)
    {
        using var reader = new StreamReader(new GZipStream(file.OpenRead(), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Contains('"') ? line.Split('"')[1] : line.Split(',')[column];
    }
}

internal static class FolderExtensions
{
    public static FileInfo File(this DirectoryInfo folder, string name) => new(Path.Combine(folder.FullName, name));
}
