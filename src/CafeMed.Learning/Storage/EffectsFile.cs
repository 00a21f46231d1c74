using System.Text.Json;
using CafeMed.Learning.Causal;
using static TorchSharp.torch;

namespace CafeMed.Learning.Storage;

/// <summary>Causal effects on disk: every estimate with how sure it is, and the fingerprint of the patients they were fitted on. Tensors in the safetensors format, the rest as JSON in its header.</summary>
public static class EffectsFile
{
    internal const string Kind = "cafemed-effects";
    private const string Version = "1";
    private const string Covariates = "covariates";
    private const int EstimateNumbers = 5, InferenceNumbers = 6, CheckNumbers = 5;

    /// <summary>Writes <paramref name="effects"/>; an earlier file stays whole until the new one is.</summary>
    /// <exception cref="CafeMedException"><c>CM3010</c>: the file cannot be written.</exception>
    public static void Write(FileInfo file, CausalEffects effects)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(effects);
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>();
        var covariates = new List<string>();
        foreach (var channel in effects.Channels)
        {
            var name = channel.Treatments.Kind.ToString();
            tensors[$"estimates.{name}"] = Rows([.. channel.Estimates.SelectMany(one =>
                new[] { one.LogOdds, one.LogOddsError, one.RiskDifference, one.RiskDifferenceError, one.Kept })]);
            tensors[$"inference.{name}"] = Rows([.. channel.Inference.SelectMany(one =>
                new[] { one.LogP, one.Q, one.CautiousQ, one.SignRate, one.PosteriorError, (float)one.Flags })]);
            tensors[$"checks.{name}"] = Rows([.. channel.Checks.SelectMany(one =>
                new[] { one.ResidualVariance, one.LargestShare, one.EffectiveVisits, one.ImbalanceBefore, one.ImbalanceAfter })]);
            tensors[$"scales.{name}"] = Rows([.. channel.NullScales]);
            // Only where there is any: a file of effects without stays as it was.
            if (!channel.OtherTrack.IsEmpty)
                tensors[$"other.{name}"] = Rows([.. channel.OtherTrack]);
            if (!channel.Balance.IsEmpty)
                tensors[$"balance.{name}"] = BalanceRows.Write(channel, covariates);
        }
        var texts = new Dictionary<string, string> { ["kind"] = Kind, ["version"] = Version, ["effects"] = StoredJson.Write(Record.Of(effects)) };
        if (covariates.Count > 0)
            texts[Covariates] = StoredJson.Write(covariates.ToArray());
        if (effects.Graph is { } graph)
            texts[CodeGraphRecord.Text] = StoredJson.Write(CodeGraphRecord.Of(graph));
        TensorFile.Write(file, tensors, texts);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="CafeMedException"><c>CM3011</c>: no such file; <c>CM3012</c>, <c>CM3020</c>: damaged; <c>CM3013</c>: of another kind or version.</exception>
    public static CausalEffects Read(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var (tensors, texts) = TensorFile.Read(file);
        try
        {
            FileKind.Require(file, texts, Kind, Version);
            var record = StoredJson.Read<Record>(texts, "effects");
            var covariates = texts.ContainsKey(Covariates) ? StoredJson.Read<string[]>(texts, Covariates) : [];
            return new(record.Estimator, new Fingerprint([.. record.FittedOn]), [.. record.Channels.Select(channel => ChannelOf(channel, record.Medications, tensors, covariates))])
            {
                Track = record.Track,
                Graph = texts.ContainsKey(CodeGraphRecord.Text) ? StoredJson.Read<CodeGraphRecord>(texts, CodeGraphRecord.Text).ToGraph() : null,
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or ArgumentException)
        {
            throw EffectFaults.Damaged(file.FullName, exception.Message, exception);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    private static EffectChannel ChannelOf(Part part, string[] medications, Dictionary<string, Tensor> tensors, string[] covariates)
    {
        var (codes, drugs) = (new Vocabulary(part.Kind, part.Codes.Select(Code.Parse)), new Vocabulary(CodeKind.Medication, medications.Select(Code.Parse)));
        if (codes.Count != part.Codes.Length || part.Support.Length != codes.Count || part.Given.Length is not 0 && part.Given.Length != drugs.Count)
            throw new InvalidDataException($"The counts of {part.Kind} do not fit its codes.");
        var pairs = codes.Count * drugs.Count;
        float[] Numbers(string name, int count) => tensors.TakeRow($"{name}.{part.Kind}", count);
        var (estimates, inference) = (Numbers("estimates", EstimateNumbers * pairs), Numbers("inference", part.HasInference ? InferenceNumbers * pairs : 0));
        var checks = Numbers("checks", part.HasInference ? CheckNumbers * codes.Count : 0);
        return new EffectChannel(codes, drugs, [.. part.Support], [.. estimates.Chunk(EstimateNumbers).Select(one => new EffectEstimate(one[0], one[1], one[2], one[3]) { Kept = one[4] })])
        {
            Inference = [.. inference.Chunk(InferenceNumbers).Select(one => new EffectInference(one[0], one[1], one[2], one[3], one[4], (EffectFlags)(int)one[5]))],
            Checks = [.. checks.Chunk(CheckNumbers).Select(one => new ExposureCheck(one[0], one[1], one[2], one[3], one[4]))],
            NullScales = [.. Numbers("scales", part.HasInference ? drugs.Count : 0)],
            OtherTrack = tensors.ContainsKey($"other.{part.Kind}") ? [.. Numbers("other", pairs)] : [],
            Balance = tensors.ContainsKey($"balance.{part.Kind}") ? BalanceRows.Read(tensors[$"balance.{part.Kind}"], codes.Count, covariates) : [],
            Visits = part.Visits,
            Patients = part.Patients,
            Given = [.. part.Given],
        };
    }

    private static Tensor Rows(float[] values) => values.Length == 0 ? zeros(0) : tensor(values);

    internal sealed record Record(string Estimator, EffectTrack? Track, ulong[] FittedOn, string[] Medications, Part[] Channels)
    {
        public static Record Of(CausalEffects effects) => new(
            effects.Estimator, effects.Track, [.. effects.FittedOn.People], Names(effects.Channels[0].Outcomes),
            [.. effects.Channels.Select(channel => new Part(
                channel.Treatments.Kind, Names(channel.Treatments), [.. channel.Support], [.. channel.Given], channel.Visits, channel.Patients, !channel.Inference.IsEmpty || channel.Treatments.Count == 0 && channel.NullScales.Length > 0))]);

        private static string[] Names(Vocabulary vocabulary) => [.. vocabulary.Codes.Select(code => code.ToString())];
    }

    internal sealed record Part(CodeKind Kind, string[] Codes, int[] Support, int[] Given, int Visits, int Patients, bool HasInference);
}
