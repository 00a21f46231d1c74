using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace CafeMed.Data.Synthetic;

/// <summary>Turns what is true of visits into compressed lines of the three truth files. For several threads.</summary>
internal sealed class VisitTruthText(SyntheticModel model)
{
    /// <summary>Names of the three files.</summary>
    public static IReadOnlyList<string> Files { get; } = ["truth-visits.csv.gz", "truth-propensities.csv.gz", "truth-noise.csv.gz"];

    /// <summary>The first line of each file.</summary>
    public byte[][] Headers()
    {
        var causes = Enumerable.Range(0, model.Causes.Diseases + model.Causes.Procedures).Select(model.Causes.Id);
        string[] headers =
        [
            string.Join(',', ["visit", .. Enum.GetNames<SyntheticState>(), .. model.Medications.Select(drug => drug.Code.Value), .. model.Tables.Clusters]),
            string.Join(',', ["visit", .. causes]),
            "visit,what,code",
        ];
        return [.. headers.Select(header => Packed([.. Encoding.UTF8.GetBytes(header), (byte)'\n']))];
    }

    /// <summary>The lines of some people for each file, as one member of a gzip file; empty where there is no line.</summary>
    public byte[][] Of(IReadOnlyList<ImmutableArray<SyntheticVisitTruth>> people)
    {
        var (visits, propensities, noise) = (new NumberText(), new NumberText(), new NumberText());
        foreach (var visit in people.SelectMany(all => all))
        {
            visits.Text(visit.Id).Numbers(visit.States).Numbers(visit.Probabilities).Numbers(visit.Clusters).End();
            propensities.Text(visit.Id).Numbers(visit.Propensities).End();
            for (var m = 0; m < visit.Given.Length; m++)
                if (visit.Given[m] != visit.Labels[m])
                    noise.Text(visit.Id).Text(visit.Given[m] ? ",missing-drug," : ",spurious-drug,").Text(model.Medications[m].Code.ToString()).End();
            foreach (var code in visit.Lost)
                noise.Text(visit.Id).Text(",missing-code,").Text(model.Causes.Codes[code].ToString()).End();
        }
        return [Packed(visits.Bytes), Packed(propensities.Bytes), Packed(noise.Bytes)];
    }

    private static byte[] Packed(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return [];
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(bytes);
        return packed.ToArray();
    }
}
