using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>The report's words for the values of the core.</summary>
public static class Words
{
    /// <summary>A severity in a clinician's words.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Contraindicated => "contraindicated",
        Severity.Warning => "not recommended",
        Severity.Caution => "precaution",
        Severity.Note => "take into account",
        _ => "of unknown severity",
    };

    /// <summary>How sets are chosen, as a sentence.</summary>
    public static string Of(DecisionRule rule) => rule switch
    {
        DecisionRule.ExpectedJaccard => "Proposed are the most probable drugs, as many as make the expected Jaccard largest for the visit.",
        DecisionRule.ExpectedF1 => "Proposed are the most probable drugs, as many as make the expected F1 largest for the visit.",
        DecisionRule.PerDrug => "Every drug is proposed from a probability of its own on.",
        _ => "Every drug is proposed from one probability on.",
    };

    /// <summary>One letter for a severity, where there is no room for more: X, W, C, N.</summary>
    public static string Letter(Severity severity) => severity switch
    {
        Severity.Contraindicated => "X",
        Severity.Warning => "W",
        Severity.Caution => "C",
        Severity.Note => "N",
        _ => "?",
    };

    /// <summary>The class of a severity in the page's style.</summary>
    public static string Look(Severity severity) => severity switch
    {
        Severity.Contraindicated => "s4",
        Severity.Warning => "s3",
        Severity.Caution => "s2",
        _ => "s1",
    };

    /// <summary>A severity as a badge: letter, word and colour.</summary>
    public static Markup Badge(Severity severity) =>
        Markup.Of($"<span class=\"badge {Look(severity)}\"><b aria-hidden=\"true\">{Letter(severity)}</b> {Of(severity)}</span>");

    /// <summary>A kind of code, in the plural.</summary>
    public static string Of(CodeKind kind) => kind switch
    {
        CodeKind.Diagnosis => "diagnoses",
        CodeKind.Procedure => "procedures",
        CodeKind.Medication => "medications",
        CodeKind.Age => "age bands",
        CodeKind.Sex => "sexes",
        CodeKind.Site => "hospitals",
        CodeKind.Unit => "units",
        CodeKind.AdmissionType => "admission types",
        CodeKind.AdmissionDiagnosis => "admission diagnoses",
        CodeKind.PastHistory => "past conditions",
        CodeKind.AdmissionDrug => "drugs at admission",
        CodeKind.Allergy => "allergies",
        CodeKind.Laboratory => "laboratory results",
        CodeKind.TimeGap => "gaps since the last visit",
        _ => kind.ToString(),
    };

    /// <summary>What a contribution is about, and by which way it came.</summary>
    public static string Of(Contribution contribution, Func<Code, string> label) => About(contribution, label) + Way(contribution);

    /// <summary>What a contribution is about.</summary>
    public static string About(Contribution contribution, Func<Code, string> label)
    {
        ArgumentNullException.ThrowIfNull(contribution);
        ArgumentNullException.ThrowIfNull(label);
        return contribution switch
        {
            { Path: ContributionPath.Base } => "every patient's base",
            { Path: ContributionPath.FirstVisit } => "a first visit",
            { Code: { } code } => label(code),
            { Unknown: true, Kind: { } kind } => $"unknown {Of(kind)}",
            { Unknown: true } => "unknown codes",
            { Kind: { } kind } => $"all {Of(kind)}",
            { Path: ContributionPath.Interplay } => "interplay of all codes",
            { Path: ContributionPath.History } => "drug history",
            _ => "all codes",
        };
    }

    /// <summary>By which way a contribution came, as an ending; empty where <see cref="About"/> says it already.</summary>
    public static string Way(Contribution contribution)
    {
        ArgumentNullException.ThrowIfNull(contribution);
        return contribution switch
        {
            { Path: ContributionPath.Linear } => " (direct)",
            { Path: ContributionPath.GatedEffect } => " (effect)",
            { Path: ContributionPath.History, Code: not null } => " (before)",
            { Path: ContributionPath.Interplay, Code: not null } or { Path: ContributionPath.Interplay, Kind: not null } => " (interplay)",
            _ => "",
        };
    }

    /// <summary>A code's name with the code itself beside it.</summary>
    public static Markup Name(Code code, Func<Code, string> label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var name = label(code);
        return name == code.Value ? Markup.Of($"<code>{code.Value}</code>") : Markup.Of($"{name} <code>{code.Value}</code>");
    }
}
