namespace CafeMed.Safety.Knowledge;

/// <summary>A group of drugs of which two are usual or mean nothing.</summary>
/// <param name="Group">An ATC code of any level.</param>
/// <param name="Severity">The level of a finding, or <see langword="null"/> where there is none.</param>
/// <param name="Local">Whether it acts where it is put, so that the same ingredient elsewhere is not the same treatment.</param>
/// <param name="Reason">Why.</param>
public sealed record DuplicateGroup(Code Group, Severity? Severity, bool Local, string Reason)
{
    internal static DuplicateGroup Of(CsvTable.Row row) =>
        new(Code.Atc(row["group"]), row["level"] == "0" ? null : row.Severity("level"), row["local"] == "yes", row["reason"]);
}
