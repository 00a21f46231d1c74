using System.Collections.Immutable;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Verification;

/// <summary>One case that a checker must answer: a list of drugs, and what must be found or must stay silent.</summary>
/// <param name="Id">Its name, distinct in the suite.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Drugs">As people write them.</param>
/// <param name="Allergies">As people write them.</param>
/// <param name="Diagnoses">ICD codes.</param>
/// <param name="About">The drugs that the finding must name; none for a case that must stay silent.</param>
/// <param name="Level">A finding must be of this level or louder; a silent case must have none of this level or louder.</param>
public sealed record Scenario(
    string Id, string Group, ImmutableArray<string> Drugs, ImmutableArray<string> Allergies, ImmutableArray<string> Diagnoses, ImmutableArray<string> About, Severity Level)
{
    /// <summary>Whether nothing must be found.</summary>
    public bool Silent => About.IsEmpty;

    /// <summary>The suite that ships with the product; see data/safety.</summary>
    public static ImmutableArray<Scenario> Shipped() => [.. CsvTable.Shipped("safety/scenarios.csv", Columns).Rows.Select(Of)];

    /// <summary>Reads a suite.</summary>
    /// <param name="text">CSV with the columns of data/safety/scenarios.csv; several values are joined by <c>|</c>.</param>
    /// <param name="name">What faults call it.</param>
    /// <exception cref="CafeMedException"><c>CM4010</c> to <c>CM4012</c>: malformed.</exception>
    public static ImmutableArray<Scenario> Read(TextReader text, string name) => [.. CsvTable.Read(text, name, Columns).Rows.Select(Of)];

    private static string[] Columns => ["id", "group", "drugs", "allergies", "diagnoses", "expect", "level", "about"];

    private static Scenario Of(CsvTable.Row row)
    {
        ImmutableArray<string> List(string column) => [.. row[column].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var (drugs, about) = (List("drugs"), List("about"));
        if (drugs.IsEmpty)
            throw row.Bad("drugs", "names no drug");
        if (row["expect"] is not ("finding" or "silent"))
            throw row.Bad("expect", "is neither finding nor silent");
        if (row["expect"] == "finding" == about.IsEmpty)
            throw row.Bad("about", row["expect"] == "finding" ? "names no drug that the finding is about" : "must be empty where nothing is expected");
        if (about.FirstOrDefault(one => !drugs.Contains(one)) is { } stranger)
            throw row.Bad("about", $"names '{stranger}', which is not among the drugs");
        return new(row["id"], row["group"], drugs, List("allergies"), List("diagnoses"), about, row.Severity("level"));
    }
}
