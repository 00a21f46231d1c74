using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CafeMed.Data.Synthetic;

/// <summary>The form of truth.json, which other programs may read: version 2.</summary>
internal sealed record TruthFile(
    int Version, SyntheticOptions Options, SyntheticOracle Oracle, ImmutableArray<SyntheticMedication> Medications,
    ImmutableArray<SyntheticSite> Sites, ImmutableArray<SyntheticCluster> Clusters, ImmutableArray<SyntheticDisease> Diseases,
    ImmutableArray<SyntheticEffect> Effects, ImmutableArray<SyntheticEffect> Contraindications)
{
    private const int Current = 2;
    private const string FileName = "truth.json";

    private static readonly JsonSerializerOptions _form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new CodeText(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static async Task WriteAsync(SyntheticTruth truth, DirectoryInfo folder, CancellationToken ct)
    {
        var form = new TruthFile(Current, truth.Options, truth.Oracle, truth.Medications, truth.Sites, truth.Clusters, truth.Diseases, truth.Effects, truth.Contraindications);
        try
        {
            folder.Create();
            var file = File.Create(Path.Combine(folder.FullName, FileName));
            await using (file.ConfigureAwait(false))
                await JsonSerializer.SerializeAsync(file, form, _form, ct).ConfigureAwait(false);
            if (truth.Visits is { } visits)
                WriteVisits(visits, folder, ct);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw SyntheticFaults.CannotWriteTruth(folder.FullName, broken);
        }
    }

    public static async Task<SyntheticTruth> ReadAsync(DirectoryInfo folder, CancellationToken ct)
    {
        var path = Path.Combine(folder.FullName, FileName);
        if (!File.Exists(path))
            throw SyntheticFaults.NoTruth(path);
        try
        {
            var file = File.OpenRead(path);
            await using (file.ConfigureAwait(false))
                return await JsonSerializer.DeserializeAsync<TruthFile>(file, _form, ct).ConfigureAwait(false) is { Version: Current } form
                    ? form.Truth()
                    : throw SyntheticFaults.BrokenTruth(path, null);
        }
        catch (Exception broken) when (broken is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw SyntheticFaults.BrokenTruth(path, broken);
        }
    }

    private static void WriteVisits(SyntheticVisits visits, DirectoryInfo folder, CancellationToken ct)
    {
        var text = new VisitTruthText(visits.Model);
        using var files = new VisitTruthFiles(folder, text);
        foreach (var batch in visits.Truths.Chunk(SyntheticCrowd.Batch))
        {
            ct.ThrowIfCancellationRequested();
            files.Add(text.Of(batch));
        }
    }

    private SyntheticTruth Truth() => new(Options, Medications, Sites, Clusters, Diseases, [.. Effects, .. Contraindications], Oracle, null);

    /// <summary>Codes as System:Value.</summary>
    private sealed class CodeText : JsonConverter<Code>
    {
        public override Code Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return Code.Parse(reader.GetString() ?? "");
            }
            catch (Exception broken) when (broken is CafeMedException or InvalidOperationException)
            {
                throw new JsonException("Not a code.", broken);
            }
        }

        public override void Write(Utf8JsonWriter writer, Code value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
