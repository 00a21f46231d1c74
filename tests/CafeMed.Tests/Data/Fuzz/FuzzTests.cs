using System.Text;
using CafeMed.Data;
using CafeMed.Data.Legacy;
using CafeMed.Data.Pickle;
using CafeMed.Tests.Data.Fhir;
using CafeMed.Tests.Data.Legacy;
using CafeMed.Tests.Data.Pickle;
using CsCheck;

namespace CafeMed.Tests.Data.Fuzz;

/// <summary>Whatever bytes come, the answer is a value or a fault with a code. The same with a million cases: bench, <c>--fuzz</c>.</summary>
public sealed class FuzzTests
{
    private static readonly PickleLimits s_small = new() { ObjectBytes = 32 << 20 };

    [Fact]
    public void A_thousand_damaged_pickles_give_a_value_or_a_fault()
    {
        byte[][] seeds = [.. Enumerable.Range(0, 6).Select(protocol => PickleSamples.Of($"v{protocol}")), .. Enumerable.Range(2, 3).Select(protocol => PickleSamples.Of($"d{protocol}"))];

        Mutation.Of(seeds).Sample(bytes => Faulted(() => PickleReader.Read(bytes, "fuzz", s_small, CancellationToken.None)), iter: 1000);
    }

    [Fact]
    public void Damaged_records_give_events_or_a_fault()
    {
        using var tiny = new TinyLegacy();
        string[] names = ["records_final.pkl", "voc_final.pkl", "ddi_A_final.pkl"];
        var seeds = names.Select(name => File.ReadAllBytes(Path.Combine(tiny.Root.FullName, name))).ToArray();

        Gen.Select(Gen.Int[0, 2], Mutation.Of(seeds)).Sample((which, bytes) =>
        {
            for (var i = 0; i < names.Length; i++)
                tiny.Write(names[i], i == which ? bytes : seeds[i]);
            Faulted(() => Drain("legacy", tiny.Root));
            Faulted(() => LegacyInteractions.Read(tiny.Root, CancellationToken.None));
        }, iter: 150, threads: 1);
    }

    [Fact]
    public void Damaged_exports_give_events_or_a_fault()
    {
        using var tiny = new TinyExport();
        byte[][] seeds = [Encoding.UTF8.GetBytes(tiny.Lines()), Encoding.UTF8.GetBytes(tiny.Bundle())];

        Gen.Select(Gen.Bool, Mutation.Of(seeds)).Sample((lines, bytes) =>
        {
            tiny.File("x.ndjson").Delete();
            tiny.File("x.json").Delete();
            File.WriteAllBytes(tiny.File(lines ? "x.ndjson" : "x.json").FullName, bytes);
            Faulted(() => Drain("fhir", tiny.Root));
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void Damaged_tables_give_events_or_a_fault()
    {
        using var tiny = new TinyMimic();
        var root = tiny.Write();
        var files = root.EnumerateFiles("*.csv", SearchOption.AllDirectories).OrderBy(file => file.Name, StringComparer.Ordinal).ToArray();
        var seeds = files.Select(file => File.ReadAllBytes(file.FullName)).ToArray();

        Gen.Select(Gen.Int[0, files.Length - 1], Mutation.Of(seeds)).Sample((which, bytes) =>
        {
            for (var i = 0; i < files.Length; i++)
                File.WriteAllBytes(files[i].FullName, i == which ? bytes : seeds[i]);
            Faulted(() => Drain("mimic4", root));
        }, iter: 25, threads: 1);
    }

    private static void Drain(string connector, DirectoryInfo root)
    {
        var events = Import.Connectors.Create(connector).ReadAsync(root, new(), new ReceiptBuilder(), CancellationToken.None);
        events.ToListAsync().AsTask().GetAwaiter().GetResult();
    }

    private static void Faulted(Action act)
    {
        try
        {
            act();
        }
        catch (CafeMedException exception)
        {
            Assert.Matches("^CM[0-9]{4}$", exception.Fault.Code);
        }
    }
}
