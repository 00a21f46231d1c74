namespace CafeMed.Safety.Knowledge;

/// <summary>Two classes of drugs that interact, with the citation of the row.</summary>
/// <param name="Id">The row's name; empty where it has none.</param>
/// <param name="Title">What it is called for people; empty where it has no title.</param>
/// <param name="First">One class.</param>
/// <param name="Second">The other; may be the same.</param>
/// <param name="Severity">How severely.</param>
/// <param name="Mechanism">Why.</param>
/// <param name="Citation">Where that is said.</param>
public sealed record ClassPair(string Id, string Title, DrugClass First, DrugClass Second, Severity Severity, Mechanism Mechanism, string Citation)
{
    internal static ClassPair Of(CsvTable.Row row, DrugClasses classes) => new(
        row["id"], row["title"], classes.Of(row, "first"), classes.Of(row, "second"), row.Severity("severity"), row.Mechanism("mechanism"),
        row["citation"] is { Length: > 0 } citation ? citation : throw row.Bad("citation", "is empty"));

    /// <summary>Whether the two drugs are a pair of the two classes, whichever comes first.</summary>
    public bool Covers(Code first, Code second) =>
        first != second && (First.Contains(first) && Second.Contains(second) || First.Contains(second) && Second.Contains(first));
}
