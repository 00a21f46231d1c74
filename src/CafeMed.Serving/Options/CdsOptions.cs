using System.ComponentModel.DataAnnotations;

namespace CafeMed.Serving.Options;

/// <summary>What the cards of CDS Hooks say.</summary>
public sealed record CdsOptions
{
    /// <summary>Findings below this level are counted in a card and not told. Default caution; note tells all.</summary>
    public Severity LeastSeverity { get; init; } = Severity.Caution;

    /// <summary>Most cards about findings in one answer, in [1, 50]; the rest is counted in the last. Default 10.</summary>
    [Range(1, 50)]
    public int MostCards { get; init; } = 10;

    /// <summary>Most drugs that patient-view suggests, in [1, 50]. Default 10.</summary>
    [Range(1, 50)]
    public int MostSuggestions { get; init; } = 10;

    /// <summary>For how many minutes order-sign does not repeat what order-select has told, in [0, 1440]. Default 60; 0 repeats everything.</summary>
    [Range(0, 1440)]
    public int RepeatMinutes { get; init; } = 60;
}
