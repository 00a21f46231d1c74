using System.Collections.Immutable;
using CafeMed.Data;
using CafeMed.Learning.Evaluation.Report;
using CafeMed.Learning.Streaming;

namespace CafeMed.Cli.Show;

/// <summary>Who was studied, as the receipt has it: the cohort itself may be larger than the memory.</summary>
internal static class CohortNumbers
{
    /// <summary>Puts the numbers together.</summary>
    public static CohortSummary Of(CohortReceipt receipt, PartSizes sizes, ImmutableArray<KeyValuePair<string, string>> lines) => new(
        receipt.Name, new(receipt.Patients, receipt.Visits), Size(sizes.Training), Size(sizes.Validation), Size(sizes.Test),
        [.. receipt.Kinds.Where(kind => kind.Distinct > 0).Select(kind => new KindSummary(kind.Kind, (double)kind.Rows / receipt.Visits, kind.Distinct))], lines);

    private static PartSize Size((int Patients, int Visits) part) => new(part.Patients, part.Visits);
}
