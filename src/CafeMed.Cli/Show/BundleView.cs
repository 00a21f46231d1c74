using CafeMed.Inference;

namespace CafeMed.Cli.Show;

/// <summary>What a bundle is, for people and for JSON.</summary>
internal static class BundleView
{
    /// <summary>Prints what lies in a bundle, and who signed it.</summary>
    public static void Show(Page page, Bundle bundle)
    {
        var manifest = bundle.Manifest;
        page.Heading($"Bundle {manifest.Name}");
        page.Line($"  network      {manifest.Network}, {Figures.Of(manifest.Medications, "medication")} at ATC level {manifest.Level}");
        page.Line($"  made         {manifest.CreatedAt:yyyy-MM-dd HH:mm} UTC by CafeMed {manifest.Program}");
        page.Line($"  hash         {bundle.Hash}");
        page.Line($"  signed by    {bundle.Signer}{(bundle.IsTrusted ? ", who is trusted" : ": the signature verifies; who that is was not asked (--trust)")}");
        page.Line($"  trained on   patients with the fingerprint {manifest.TrainingPatients[..16]}…{(manifest.Synthetic ? "; they are made up" : "")}");
        page.Text($"interactions: {manifest.Interactions}");
        page.Heading("Entries");
        page.Table(["<entry", "bytes", "<SHA-256"], manifest.Entries.Select(entry => new[] { entry.Name, Figures.Count(entry.Size), entry.Sha256[..16] + "…" }));
    }

    /// <summary>The same as values.</summary>
    public static object Of(Bundle bundle) => new { bundle.Manifest, bundle.Hash, bundle.Signer, bundle.IsTrusted };
}
