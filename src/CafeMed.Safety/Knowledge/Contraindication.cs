using System.Collections.Immutable;

namespace CafeMed.Safety.Knowledge;

/// <summary>Drugs that a diagnosis forbids or speaks against.</summary>
/// <param name="Id">The row's name.</param>
/// <param name="Drugs">The drugs.</param>
/// <param name="Icd9">Beginnings of ICD-9-CM codes, or ranges of them: <c>640-649</c>.</param>
/// <param name="Icd10">Beginnings of ICD-10-CM codes, or ranges of them.</param>
/// <param name="Lasting">Whether a diagnosis of an earlier visit still counts.</param>
/// <param name="Severity">How loud.</param>
/// <param name="Mechanism">Why.</param>
/// <param name="Reason">Half a sentence for a clinician.</param>
/// <param name="Citation">Where that is said.</param>
public sealed record Contraindication(
    string Id, DrugClass Drugs, ImmutableArray<string> Icd9, ImmutableArray<string> Icd10, bool Lasting, Severity Severity, Mechanism Mechanism, string Reason, string Citation)
{
    /// <summary>Whether the row is about <paramref name="diagnosis"/>.</summary>
    public bool IsAbout(Code diagnosis)
    {
        foreach (var code in diagnosis.System == CodeSystem.Icd10Cm ? Icd10 : diagnosis.System == CodeSystem.Icd9Cm ? Icd9 : [])
            if (Covers(code, diagnosis.Value))
                return true;
        return false;
    }

    internal static Contraindication Of(CsvTable.Row row, DrugClasses classes)
    {
        var (icd9, icd10) = (row.Words("icd9"), row.Words("icd10"));
        if (icd9.Length + icd10.Length == 0)
            throw row.Bad("icd10", "is empty, and so is icd9");
        foreach (var (column, code) in icd9.Select(code => ("icd9", code)).Concat(icd10.Select(code => ("icd10", code))))
            if (!code.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '-'))
                throw row.Bad(column, $"holds '{code}', which is no beginning of a code without its dot");
        return new(
            row["id"], classes.Of(row, "drugs"), [.. icd9], [.. icd10],
            row["lasting"] switch { "yes" => true, "no" => false, _ => throw row.Bad("lasting", "is neither yes nor no") },
            row.Severity("severity"), row.Mechanism("mechanism"), row["reason"],
            row["citation"] is { Length: > 0 } citation ? citation : throw row.Bad("citation", "is empty"));
    }

    private static bool Covers(string code, string diagnosis)
    {
        var dash = code.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
            return diagnosis.StartsWith(code, StringComparison.Ordinal);
        var start = diagnosis.AsSpan(0, Math.Min(dash, diagnosis.Length));
        return start.CompareTo(code.AsSpan(0, dash), StringComparison.Ordinal) >= 0 && start.CompareTo(code.AsSpan(dash + 1), StringComparison.Ordinal) <= 0;
    }
}
