using System.Collections.Immutable;
using CafeMed.Inference.Answering;
using CafeMed.Inference.Packing;

namespace CafeMed.Inference;

/// <summary>One file that answers: network, columns, decision, interactions, effects, names, model card, receipts. Safe for use by several threads.</summary>
/// <remarks>What lies in the file, and how it is signed: docs/bundle.md.</remarks>
public sealed class Bundle : IDisposable
{
    private readonly NetworkSession _network;
    private readonly BundleArchive _archive;
    private readonly IReadOnlyDictionary<Code, string> _names;

    private Bundle(BundleArchive archive, StoredModel model, NetworkSession network)
    {
        (_archive, _network) = (archive, network);
        Encoder = new PatientEncoder(model.ToVocabularies(archive.Manifest.TrainingPatients), model.Track);
        Graph = model.ToGraph();
        Effects = EffectBytes.Read(archive.Entry(BundleEntries.Effects).Span, model.Effects, Encoder.Vocabularies);
        (Decision, Certainty, Level, InteractionSeverity, Rules) = (model.Decision, model.Certainty, model.Level, model.InteractionSeverity, model.Rules);
        _names = model.Names.ToDictionary(pair => Code.Parse(pair.Key), pair => pair.Value);
        var decision = new VisitDecision(Decision, Certainty, Graph.Matrix(Encoder.Medications, InteractionSeverity));
        Recommender = new BundleRecommender(archive.Manifest.Network, Encoder, network, decision, Level);
    }

    /// <summary>Who made the file, when, and the hash of everything in it.</summary>
    public BundleManifest Manifest => _archive.Manifest;

    /// <summary>SHA-256 of the file, in hexadecimal: what an audit record names.</summary>
    public string Hash => _archive.Hash;

    /// <summary>SHA-256 of the signer's public key (SubjectPublicKeyInfo), in hexadecimal.</summary>
    public string Signer => _archive.Signer;

    /// <summary>Whether the signer is one of those that were trusted; <see langword="false"/> where anybody was accepted.</summary>
    public bool IsTrusted => _archive.IsTrusted;

    /// <summary>Whether the model was trained on made-up people: nothing it says is about a real patient.</summary>
    public bool IsSynthetic => Manifest.Synthetic;

    /// <summary>Answers for one patient, with the account of every number.</summary>
    public BundleRecommender Recommender { get; }

    /// <summary>The columns, from training patients. The patients themselves are not in the file: <see cref="BundleManifest.TrainingPatients"/> is the digest of their fingerprint.</summary>
    public PatientEncoder Encoder { get; }

    /// <summary>The codes that are known, by kind.</summary>
    public Vocabularies Vocabularies => Encoder.Vocabularies;

    /// <summary>The interactions at <see cref="Level"/>, with shares from training patients.</summary>
    public InteractionGraph Graph { get; }

    /// <summary>The effects that the network started from.</summary>
    public CausalEffects Effects { get; }

    /// <summary>How a set is chosen.</summary>
    public Decision Decision { get; }

    /// <summary>What was measured of its decisions on patients that training did not see: conformal sets, intervals of probabilities, when to abstain.</summary>
    public DecisionKnowledge Certainty { get; }

    /// <summary>ATC level of the recommendation: 3, 4 or 5.</summary>
    public int Level { get; }

    /// <summary>Pairs count in the interaction rate, and cost in the decision, from this severity on.</summary>
    public Severity InteractionSeverity { get; }

    /// <summary>Safety rules, by name, that are switched off or have another level.</summary>
    public IReadOnlyDictionary<string, RuleOptions> Rules { get; }

    /// <summary>What codes are called, as far as the bundle has names.</summary>
    public IReadOnlyDictionary<Code, string> Names => _names;

    /// <summary>The model card as JSON: 31 attributes in nine groups.</summary>
    public string CardJson => Text(BundleEntries.CardJson);

    /// <summary>The model card as one HTML page that needs nothing else.</summary>
    public string CardHtml => Text(BundleEntries.CardHtml);

    /// <summary>The run's report as one HTML page that needs nothing else.</summary>
    public string ReportHtml => Text(BundleEntries.Report);

    /// <summary>Opens and verifies a bundle: signature, signer, and the hash of every entry.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trust">Whose bundles are opened.</param>
    /// <exception cref="CafeMedException"><c>CM5001</c>: no such file; <c>CM5002</c>: damaged; <c>CM5003</c>: another version; <c>CM5004</c>: the signature does not verify;
    /// <c>CM5005</c>: the signer is not trusted; <c>CM5006</c>: the network cannot be loaded; <c>CM5007</c>: too large.</exception>
    public static Bundle Open(string path, BundleTrust trust)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(trust);
        var archive = BundleArchive.Read(path, trust);
        var model = archive.Model();
        var network = NetworkSession.Load(path, archive.Entry(BundleEntries.Network));
        try
        {
            return new Bundle(archive, model, network);
        }
        catch (Exception exception)
        {
            network.Dispose();
            throw exception is CafeMedException { Fault.Code: "CM5006" } ? exception : BundleFaults.Damaged(path, exception.Message, exception);
        }
    }

    /// <summary>The name of <paramref name="code"/>, or its value where no name is known.</summary>
    public string Label(Code code) => _names.GetValueOrDefault(code, code.Value);

    /// <summary>One of the texts of the file, such as <c>receipt.json</c>.</summary>
    /// <param name="entry">Its name; <see cref="BundleManifest.Entries"/> lists them.</param>
    /// <exception cref="KeyNotFoundException">There is no such entry.</exception>
    public string Text(string entry) => System.Text.Encoding.UTF8.GetString(_archive.Entry(entry).Span);

    /// <summary>Frees the network. Answers that are under way must have ended.</summary>
    public void Dispose() => _network.Dispose();
}
