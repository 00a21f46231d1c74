using System.Collections.Immutable;
using CafeMed.Data.Names;

namespace CafeMed.Serving.Answers;

/// <summary>Says how much of a patient was understood, and when that is too little.</summary>
internal static class CoverageText
{
    private const double Enough = 0.5;

    public static CoverageAnswer Of(Question asked, Patient patient, ImmutableArray<UnknownCode> unknown, CodeNames names)
    {
        var all = CodeKinds.All.Sum(kind => patient.Visits.Sum(visit => visit[kind].Count)) - patient.CurrentVisit.Medications.Count;
        var known = all - unknown.Length;
        var words = $"{known} of {NamedCode.Count(all, "code")} understood{(unknown.Length == 0 ? "" : $"; training never saw {unknown.Length}, which count as unknown, not as absent")}";
        if (!asked.NotUnderstood.IsEmpty)
            words += $"; {NamedCode.Count(asked.NotUnderstood.Length, "entry", "entries")} of the record could not be read or mapped";
        if (!asked.Missing.IsEmpty)
            words += $"; missing: {string.Join(", ", asked.Missing)}";
        return new CoverageAnswer(
            words, known, all, [.. unknown.Select(code => new UnknownAnswer(code.Visit, code.Kind, code.Code, names.Label(code.Code)))], asked.NotUnderstood, asked.Missing);
    }

    public static string? Abstention(Patient patient, CoverageAnswer coverage, VisitConfidence? confidence)
    {
        var visit = patient.CurrentVisit;
        if (CodeKinds.Context.Append(CodeKind.Diagnosis).Append(CodeKind.Procedure).All(kind => visit[kind].Count == 0) && patient.Visits.SkipLast(1).All(earlier => earlier.Medications.Count == 0))
            return "Nothing is recorded of this visit or of earlier drugs: these numbers are what is usual for anybody, not advice for this patient.";
        if (coverage.Known < Enough * coverage.Of)
            return $"Only {coverage.Known} of {coverage.Of} codes were understood: the model knows too little of this patient to advise.";
        return confidence is { Abstains: true } ? string.Join(" ", confidence.Reasons) : null;
    }
}
