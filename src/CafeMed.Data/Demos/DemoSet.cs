using System.Collections.Immutable;

namespace CafeMed.Data.Demos;

/// <summary>An open data set that its publisher lets everybody download.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Title">What its publisher calls it.</param>
/// <param name="Folder">Its folder below the publisher's file server.</param>
/// <param name="Connector">The connector that reads it.</param>
/// <param name="Licence">Under what terms it may be used.</param>
/// <param name="Citation">What to cite.</param>
/// <param name="Files">Its files and their sums where this program knows them; empty where the publisher's list has to be fetched first.</param>
public sealed record DemoSet(string Name, string Title, string Folder, string Connector, string Licence, string Citation, ImmutableArray<DemoFile> Files)
{
    private const string OpenDatabase =
        "Open Data Commons Open Database License v1.0 (ODbL): use and share with attribution; a database made from it stays under ODbL. No attempt to re-identify anybody.";

    private const string Goldberger = "Goldberger et al. 2000, PhysioBank, PhysioToolkit, and PhysioNet, Circulation 101(23).";

    /// <summary>The publisher's file server.</summary>
    public static Uri Publisher { get; } = new("https://physionet.org/files/");

    /// <summary>All that can be had.</summary>
    public static ImmutableArray<DemoSet> All() =>
    [
        new("mimic-iii-demo", "MIMIC-III Clinical Database Demo 1.4", "mimiciii-demo/1.4/", "mimic3", OpenDatabase,
            $"Johnson, Pollard, Mark: MIMIC-III Clinical Database Demo (version 1.4). PhysioNet 2019, doi:10.13026/C2HM2Q. {Goldberger}", []),
        new("mimic-iv-demo", "MIMIC-IV Clinical Database Demo 2.2", "mimic-iv-demo/2.2/", "mimic4", OpenDatabase,
            $"Johnson, Bulgarelli, Pollard, Horng, Celi, Mark: MIMIC-IV Clinical Database Demo (version 2.2). PhysioNet 2023, doi:10.13026/dp1f-ex47. {Goldberger}", Pinned()),
        new("eicu-demo", "eICU Collaborative Research Database Demo 2.0.1", "eicu-crd-demo/2.0.1/", "eicu", OpenDatabase,
            $"Johnson, Pollard, Badawi, Raffa: eICU Collaborative Research Database Demo (version 2.0.1). PhysioNet 2021, doi:10.13026/4mxk-na84. {Goldberger}", []),
    ];

    /// <summary>The one that is called <paramref name="name"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM1120</c>: there is none.</exception>
    public static DemoSet Named(string name)
    {
        var known = All();
        return known.FirstOrDefault(set => set.Name == name)
            ?? throw MappingFaults.NoDemo(name, Nearest.To(name, known.Select(set => set.Name)), known.Select(set => set.Name));
    }

    private static ImmutableArray<DemoFile> Pinned()
    {
        using var reader = new StreamReader(MapTable.Open("demos/mimic-iv-demo-2.2.sha256"));
        return DemoSums.Parse(reader.ReadToEnd(), Publisher);
    }
}
