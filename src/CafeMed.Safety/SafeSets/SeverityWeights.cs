using System.ComponentModel.DataAnnotations;

namespace CafeMed.Safety.SafeSets;

/// <summary>How much a finding of each severity adds to the burden of a set. Ours: about three of one level weigh as much as one of the next.</summary>
public sealed record SeverityWeights
{
    /// <summary>"Take into account". Default 1.</summary>
    [Range(0.0, 1000.0)]
    public double Note { get; init; } = 1;

    /// <summary>"Precaution for use". Default 3.</summary>
    [Range(0.0, 1000.0)]
    public double Caution { get; init; } = 3;

    /// <summary>"Not recommended". Default 10.</summary>
    [Range(0.0, 1000.0)]
    public double Warning { get; init; } = 10;

    /// <summary>"Contraindicated", where it is not barred altogether. Default 30.</summary>
    [Range(0.0, 1000.0)]
    public double Contraindicated { get; init; } = 30;

    /// <summary>The weight of <paramref name="severity"/>.</summary>
    public double Of(Severity severity) => severity switch
    {
        Severity.Contraindicated => Contraindicated,
        Severity.Warning => Warning,
        Severity.Caution => Caution,
        _ => Note,
    };

    /// <summary>What a finding adds to the burden: its level's weight; for a projected interaction the weights of all levels by the shares of prescribed ingredient pairs.</summary>
    public double Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.Interaction is not { } interaction)
            return Of(finding.Severity);
        var burden = 0.0;
        for (var i = 0; i < interaction.Shares.Length; i++)
            burden += interaction.Shares[i] * Of((Severity)(i + 1));
        return burden;
    }
}
