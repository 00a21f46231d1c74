using System.Collections.Immutable;
using CafeMed.Inference.Answering;

namespace CafeMed.Inference;

/// <summary>Answers for one patient with the network of a bundle. Safe for use by several threads: each answer is computed on the thread that asks.</summary>
public sealed class BundleRecommender : IRecommender
{
    private readonly PatientEncoder _encoder;
    private readonly NetworkSession _network;
    private readonly LinearFeatures _features;
    private readonly AccountReader _account;
    private readonly VisitDecision _decision;
    private readonly int _level;

    internal BundleRecommender(string name, PatientEncoder encoder, NetworkSession network, VisitDecision decision, int level)
    {
        (Name, _encoder, _network, _decision, _level) = (name, encoder, network, decision, level);
        _features = new LinearFeatures(encoder);
        _account = new AccountReader(encoder, _features, network);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    /// <exception cref="CafeMedException"><c>CM5010</c>: the network gave no answer.</exception>
    public ValueTask<Recommendation> RecommendAsync(Patient patient, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ct.ThrowIfCancellationRequested();
        var table = _encoder.Encode([patient.AtLevel(_level)]);
        var columns = _features.Of(table);
        var (logits, account) = _network.Run(
            new PatientInputs(table, columns), _account.Needs,
            values => (values[0].GetTensorDataAsSpan<float>().ToArray(), _account.Read(table, columns, values)));
        return ValueTask.FromResult(_decision.Of(Name, table, logits, account));
    }

    /// <summary>How this patient turns the effects of the last visit's codes up and down; empty where the network has no gates.</summary>
    /// <exception cref="CafeMedException"><c>CM5010</c>: the network gave no answer.</exception>
    public ImmutableArray<CodeGates> GatesOf(Patient patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        Channel[] channels = [.. Enum.GetValues<Channel>().Where(channel => _network.Gives(Outputs.Gates(channel)))];
        if (channels.Length == 0)
            return [];
        var table = _encoder.Encode([patient.AtLevel(_level)]);
        var size = _encoder.Medications.Count;
        return _network.Run(new PatientInputs(table, _features.Of(table)), [.. channels.Select(Outputs.Gates)], values =>
        {
            var gates = ImmutableArray.CreateBuilder<CodeGates>();
            for (var c = 0; c < channels.Length; c++)
            {
                var tokens = table[channels[c]][table.Visits - 1];
                var numbers = values[c].GetTensorDataAsSpan<float>();
                for (var i = 0; i < tokens.Length; i++)
                {
                    var (kind, code) = _encoder.CodeOf(channels[c], tokens[i]);
                    gates.Add(new CodeGates(kind, code, [.. numbers.Slice(i * size, size)]));
                }
            }
            return gates.ToImmutable();
        });
    }
}
