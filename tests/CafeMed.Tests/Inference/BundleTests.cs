using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CafeMed.Cli.Exports;
using CafeMed.Inference;
using CafeMed.Inference.Packing;
using CafeMed.Learning.Export;
using CafeMed.Tests.Learning;
using CsCheck;

namespace CafeMed.Tests.Inference;

[Collection(TorchTests.Turn)]
public sealed class BundleTests : IDisposable
{
    private readonly TinyBundle _tiny = new();

    private string Path => _tiny.File.FullName;

    [Fact]
    public void What_was_packed_is_what_is_opened()
    {
        using var bundle = _tiny.Open();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path))), bundle.Hash);
        Assert.Equal(BundleKey.SignerOf(_tiny.Key), bundle.Signer);
        Assert.True(bundle.IsTrusted);
        Assert.True(bundle.IsSynthetic);
        Assert.Equal(("tiny", "cafemed", 4), (bundle.Manifest.Name, bundle.Manifest.Network, bundle.Level));
        Assert.Equal(_tiny.Model.Encoder.Vocabularies.FittedOn.Digest, bundle.Manifest.TrainingPatients);
        Assert.Equal(_tiny.Model.Decision, bundle.Decision);
        Assert.Equal(_tiny.Model.Certainty.Bounds, bundle.Certainty.Bounds);
        Assert.Equal(_tiny.Model.Certainty.Abstention, bundle.Certainty.Abstention);
        Assert.Equal(CodeKinds.All.SelectMany(kind => _tiny.Model.Encoder.Vocabularies[kind].Codes), CodeKinds.All.SelectMany(kind => bundle.Vocabularies[kind].Codes));
        Assert.Equal(_tiny.Model.Graph.Matrix(bundle.Vocabularies.Medications, Severity.Caution), bundle.Graph.Matrix(bundle.Vocabularies.Medications, Severity.Caution));
        Assert.Equal(_tiny.Model.Graph.Source, bundle.Graph.Source);
        Assert.Equal(_tiny.Model.Effects.Channels.SelectMany(channel => channel.Estimates), bundle.Effects.Channels.SelectMany(channel => channel.Estimates));
        Assert.False(bundle.Rules["many-drugs"].Enabled);
        Assert.Equal("diagnosis D3", bundle.Label(TinyStudy.Diagnoses[3]));
        Assert.Equal("Z9", bundle.Label(new Code(CodeSystem.Icd10Cm, "Z9")));
        Assert.Equal(["the text of modelcard.json", "the text of modelcard.html", "the text of report.html"], [bundle.CardJson, bundle.CardHtml, bundle.ReportHtml]);
    }

    [Fact]
    public void Nobody_is_in_it()
    {
        using var bundle = _tiny.Open();
        using var zip = ZipFile.OpenRead(Path);
        var texts = string.Concat(zip.Entries.Where(entry => !entry.FullName.EndsWith(".onnx", StringComparison.Ordinal)).Select(entry => new StreamReader(entry.Open()).ReadToEnd()));

        Assert.Empty(bundle.Vocabularies.FittedOn.People);
        Assert.Empty(bundle.Graph.FittedOn.People);
        Assert.All(_tiny.Model.Encoder.Vocabularies.FittedOn.People, number => Assert.DoesNotContain($"{number}", texts, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_content_at_the_same_time_gives_the_same_entries()
    {
        var (first, second, content) = (_tiny.Place("a"), _tiny.Place("b"), _tiny.Content);
        BundleWriter.Write(first, content, _tiny.Key, new Noon());
        BundleWriter.Write(second, content with { Onnx = NetworkExport.Of(_tiny.Model, "0.0.0") }, _tiny.Key, new Noon());

        var (before, after) = (Entries(first), Entries(second));

        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before.Where(entry => entry.Key != "signature.json"), entry => Assert.Equal(entry.Value, after[entry.Key]));
    }

    [Fact]
    public void A_changed_byte_anywhere_is_refused_or_changes_nothing()
    {
        var bytes = File.ReadAllBytes(Path);
        using var sound = _tiny.Open();
        var (refused, changed) = (0, _tiny.Place("changed").FullName);

        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[1, 255]).Sample((at, flip) =>
        {
            var other = bytes.ToArray();
            other[at] ^= (byte)flip;
            File.WriteAllBytes(changed, other);
            try
            {
                using var bundle = Bundle.Open(changed, BundleTrust.Of(_tiny.Key));
                Assert.Equal(sound.Manifest.Entries, bundle.Manifest.Entries);
                Assert.NotEqual(sound.Hash, bundle.Hash);
            }
            catch (CafeMedException exception)
            {
                Assert.Matches("^CM500[2-7]$", exception.Fault.Code);
                refused++;
            }
        }, iter: 300, threads: 1);

        Assert.True(refused > 270, $"{refused} of 300 were refused");
    }

    [Fact]
    public void Every_other_byte_of_the_directory_may_be_changed_without_a_crash()
    {
        var bytes = File.ReadAllBytes(Path);
        var changed = _tiny.Place("changed").FullName;

        for (var at = bytes.Length - 1200; at < bytes.Length; at += 2)
        {
            var other = bytes.ToArray();
            other[at] ^= 0xA5;
            File.WriteAllBytes(changed, other);
            try
            {
                // The network is loaded by another test: here every entry is verified.
                BundleArchive.Read(changed, BundleTrust.Of(_tiny.Key));
            }
            catch (CafeMedException exception)
            {
                Assert.Matches("^CM500[2-7]$", exception.Fault.Code);
            }
        }
    }

    [Fact]
    public void A_file_that_is_cut_short_is_refused()
    {
        var bytes = File.ReadAllBytes(Path);
        var cut = _tiny.Place("cut").FullName;

        foreach (var length in new[] { 0, 1, 4, 100, bytes.Length / 2, bytes.Length - 30, bytes.Length - 1 })
        {
            File.WriteAllBytes(cut, bytes[..length]);
            Fails.With("CM5002", () => Bundle.Open(cut, BundleTrust.Anyone));
        }
    }

    [Fact]
    public void What_is_no_bundle_is_refused()
    {
        var other = _tiny.Place("other");
        File.WriteAllText(other.FullName, "a model, honestly");

        Fails.With("CM5002", () => Bundle.Open(other.FullName, BundleTrust.Anyone));
        Fails.With("CM5001", () => Bundle.Open(_tiny.Place("nothing").FullName, BundleTrust.Anyone));
    }

    [Fact]
    public void A_stranger_is_refused_where_trust_is_configured_and_accepted_where_it_is_not()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Fails.With("CM5005", () => Bundle.Open(Path, BundleTrust.Of(other)));
        using var bundle = Bundle.Open(Path, BundleTrust.Anyone);
        Assert.False(bundle.IsTrusted);
    }

    [Fact]
    public void An_entry_that_is_missing_foreign_or_changed_is_refused_even_where_anybody_is_trusted()
    {
        Fails.With("CM5002", () => Open(entries => entries.Remove("network.onnx")));
        Fails.With("CM5002", () => Open(entries => entries.Remove("signature.json")));
        Fails.With("CM5002", () => Open(entries => entries["extra.txt"] = [1]));
        Fails.With("CM5002", () => Open(entries => entries["model.json"] = [.. entries["model.json"], (byte)' ']));
        Fails.With("CM5004", () => Open(entries => entries["manifest.json"] = [.. entries["manifest.json"], (byte)' ']));
        Fails.With("CM5004", () => Open(entries => entries["signature.json"] = Replaced(entries["signature.json"], "ES384", "none")));
    }

    [Fact]
    public void Another_version_or_kind_is_refused_though_it_is_signed()
    {
        Fails.With("CM5003", () => Open(entries => Resign(entries, "\"format\": 1", "\"format\": 2")));
        Fails.With("CM5002", () => Open(entries => Resign(entries, "cafemed-bundle", "cafemed-bungle")));
        Fails.With("CM5002", () => Open(entries => Resign(entries, "\"level\": 4,", "")));
        Fails.With("CM5002", () => Open(entries => Resign(entries, "\"level\": 4,", "\"level\": 4, \"more\": 1,")));
    }

    [Fact]
    public void A_signed_model_without_a_part_or_with_a_broken_network_is_refused()
    {
        BundleWriter.Write(_tiny.File, _tiny.Content with { Onnx = new byte[] { 1, 2, 3 } }, _tiny.Key, TimeProvider.System);
        Fails.With("CM5006", () => _tiny.Open());
        BundleWriter.Write(_tiny.File, _tiny.Content with { Texts = new Dictionary<string, string>() }, _tiny.Key, TimeProvider.System);
        Fails.With("CM5002", () => _tiny.Open());
    }

    [Fact]
    public void An_archive_that_unpacks_to_more_than_it_says_is_refused()
    {
        Fails.With("CM5002", () => Open(entries => entries["report.html"] = new byte[50_000_000]));
        Fails.With("CM5007", () => Open(entries => entries["manifest.json"] = new byte[50_000_000]));
    }

    [Fact]
    public void Keys_are_read_from_files_and_what_is_none_is_refused()
    {
        var (file, pub) = (_tiny.Place("key.pem"), _tiny.Place("pub.pem"));
        using var key = BundleKey.Create(file);
        File.WriteAllText(pub.FullName, BundleKey.PublicPem(_tiny.Key) + BundleKey.PublicPem(key));
        using var read = BundleKey.ReadPrivate(file);

        Assert.Equal(BundleKey.SignerOf(key), BundleKey.SignerOf(read));
        Assert.Equal([BundleKey.SignerOf(_tiny.Key), BundleKey.SignerOf(key)], BundleTrust.Of(pub).Signers);
        Bundle.Open(Path, BundleTrust.Of(pub)).Dispose();
        Fails.With("CM5008", () => BundleKey.ReadPrivate(pub));
        Fails.With("CM5008", () => BundleTrust.Of(file));
        Fails.With("CM5008", () => BundleTrust.Of(_tiny.Place("none.pem")));
        Fails.With("CM5009", () => BundleKey.Create(file));
        using var small = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(pub.FullName, small.ExportSubjectPublicKeyInfoPem());
        Fails.With("CM5008", () => BundleTrust.Of(pub));
    }

    [Fact]
    public async Task Many_threads_get_the_answers_of_one()
    {
        using var bundle = _tiny.Open();
        var (people, ct) = (TinyStudy.Cohort(30, 9).Patients, TestContext.Current.CancellationToken);
        var alone = people.Select(patient => Told(bundle.Recommender.RecommendAsync(patient, ct).AsTask().Result)).ToArray();

        var together = await Task.WhenAll(Enumerable.Range(0, 240).Select(i => Task.Run(async () => (i, Told(await bundle.Recommender.RecommendAsync(people[i % 30], ct))), ct)));

        Assert.All(together, one => Assert.Equal(alone[one.i % 30], one.Item2));
    }

    [Fact]
    public void A_network_that_cannot_be_written_is_refused_by_name()
    {
        var other = _tiny.Model with { Options = _tiny.Model.Options with { Network = "another" } };

        Assert.Contains("another", Fails.With("CM3160", () => NetworkExport.Of(other, "0")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_a_network_that_no_emitter_knows_is_refused_and_not_left_out()
    {
        var options = (System.Text.Json.Nodes.JsonObject)_tiny.Model.Options.Options.DeepClone();
        options["charm"] = "off";

        Assert.Contains("_charm.", Fails.With("CM3161", () => NetworkExport.Of(_tiny.Model with { Options = _tiny.Model.Options with { Options = options } }, "0")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_that_answers_otherwise_than_its_run_is_found_out()
    {
        using var bundle = _tiny.Open();
        var ct = TestContext.Current.CancellationToken;

        Assert.InRange(await AnswerCheck.OfAsync(_tiny.Model, bundle, "tiny", ct), 0, 1e-5);

        TinyStudy.Perturb(_tiny.Model.Scorer.Network, seed: 12, scale: 0.01);
        Assert.Equal("CM7090", (await Assert.ThrowsAsync<CafeMedException>(() => AnswerCheck.OfAsync(_tiny.Model, bundle, "tiny", ct))).Fault.Code);
    }

    public void Dispose() => _tiny.Dispose();

    private static string Told(Recommendation told) => string.Join(' ', told.Medications.Select(one => $"{one.Code} {one.Probability:R} {one.Contributions.Sum(term => term.Amount):R}"));

    private static SortedDictionary<string, byte[]> Entries(FileInfo file)
    {
        using var zip = ZipFile.OpenRead(file.FullName);
        return new(zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }));
    }

    private Bundle Open(Action<SortedDictionary<string, byte[]>> change)
    {
        var (entries, changed) = (Entries(_tiny.File), _tiny.Place("repacked"));
        change(entries);
        changed.Delete();
        using (var zip = ZipFile.Open(changed.FullName, ZipArchiveMode.Create))
            foreach (var (name, bytes) in entries)
                using (var into = zip.CreateEntry(name).Open())
                    into.Write(bytes);
        return Bundle.Open(changed.FullName, BundleTrust.Anyone);
    }

    private void Resign(SortedDictionary<string, byte[]> entries, string before, string after)
    {
        var manifest = entries["manifest.json"] = Replaced(entries["manifest.json"], before, after);
        entries["signature.json"] = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new
        {
            algorithm = "ES384",
            publicKey = _tiny.Key.ExportSubjectPublicKeyInfo(),
            signature = _tiny.Key.SignData(manifest, HashAlgorithmName.SHA384),
        });
    }

    private static byte[] Replaced(byte[] bytes, string before, string after)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains(before, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(before, after, StringComparison.Ordinal));
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    }
}
