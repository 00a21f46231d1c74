using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CafeMed.Data.Synthetic;

/// <summary>Writes truth-visits.csv.gz: a header, then one line a visit with its identifier, its state and the probability of every group of drugs.</summary>
internal static class VisitsFile
{
    private const string FileName = "truth-visits.csv.gz";

    public static async Task WriteAsync(SyntheticVisits visits, DirectoryInfo folder, CancellationToken ct)
    {
        var file = File.Create(Path.Combine(folder.FullName, FileName));
        await using (file.ConfigureAwait(false))
        {
            var packed = new GZipStream(file, CompressionLevel.Fastest);
            await using (packed.ConfigureAwait(false))
            {
                var text = new StreamWriter(packed, new UTF8Encoding(false));
                await using (text.ConfigureAwait(false))
                {
                    text.NewLine = "\n";
                    await text.WriteLineAsync(Header(visits).AsMemory(), ct).ConfigureAwait(false);
                    var line = new StringBuilder();
                    foreach (var id in visits.Ids)
                    {
                        Fill(line.Clear().Append(id), visits.States(id), visits.Probabilities(id));
                        await text.WriteLineAsync(line, ct).ConfigureAwait(false);
                    }
                }
            }
        }
    }

    private static string Header(SyntheticVisits visits) =>
        string.Join(',', ["visit", .. Enum.GetNames<SyntheticState>(), .. visits.Medications.Select(drug => drug.Value)]);

    private static void Fill(StringBuilder line, ReadOnlySpan<float> states, ReadOnlySpan<float> probabilities)
    {
        foreach (var state in states)
            line.Append(CultureInfo.InvariantCulture, $",{state:0.####}");
        foreach (var probability in probabilities)
            line.Append(CultureInfo.InvariantCulture, $",{probability:0.####}");
    }
}
