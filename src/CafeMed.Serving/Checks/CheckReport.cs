
namespace CafeMed.Serving.Checks;

/// <summary>What a check found, in words and codes: what <c>cafemed check --json</c> prints and <c>POST /v1/checks</c> answers.</summary>
internal sealed record CheckReport
{
    /// <summary>What it is not.</summary>
    public string Notice { get; init; } = ServedModel.Notice;

    /// <summary>The drugs that were understood, in the order given.</summary>
    public required IReadOnlyList<Drug> Drugs { get; init; }

    /// <summary>Texts that were not understood: nothing is said about them.</summary>
    public required IReadOnlyList<Unclear> NotUnderstood { get; init; }

    /// <summary>The allergies, and whether they could be compared with drugs.</summary>
    public required IReadOnlyList<Checked> Allergies { get; init; }

    /// <summary>The diagnoses, and whether they could be read.</summary>
    public required IReadOnlyList<Checked> Diagnoses { get; init; }

    /// <summary>How many drugs the sources of interactions survey, in words: never "safe".</summary>
    public required string Coverage { get; init; }

    /// <summary>How many drugs are surveyed.</summary>
    public required int Known { get; init; }

    /// <summary>How many drugs were checked.</summary>
    public required int Of { get; init; }

    /// <summary>The findings, loudest first.</summary>
    public required IReadOnlyList<Found> Findings { get; init; }

    /// <summary>The sources of interactions.</summary>
    public required string Interactions { get; init; }

    /// <summary>The loudest finding, or <see langword="null"/> where there is none.</summary>
    public Severity? Worst => Findings.Count == 0 ? null : Findings.Max(finding => finding.Severity);

    /// <summary>A drug that was understood.</summary>
    internal sealed record Drug(string Given, IReadOnlyList<Code> Codes, IReadOnlyList<string> Names, string Basis, bool Known);

    /// <summary>A text that was not understood, with the nearest known name.</summary>
    internal sealed record Unclear(string Given, string? Nearest);

    /// <summary>An allergy or a diagnosis.</summary>
    internal sealed record Checked(string Given, IReadOnlyList<Code> Codes, string Name, bool Compared);

    /// <summary>A finding.</summary>
    internal sealed record Found(
        Severity Severity, string Means, string Rule, IReadOnlyList<Code> Codes, IReadOnlyList<string> Names, string Message, Mechanism Mechanism,
        string Management, string Source, string Version, IReadOnlyList<SourcedLevel> Levels, IReadOnlyList<Instead> Alternatives);

    /// <summary>Drugs of the same subgroup without a finding.</summary>
    internal sealed record Instead(Code For, string Name, IReadOnlyList<NamedCode> Drugs);
}
