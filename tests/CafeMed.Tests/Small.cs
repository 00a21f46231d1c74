namespace CafeMed.Tests;

/// <summary>Two people, written by hand, for tests that need somebody: Anna has two visits, Ben has one.</summary>
internal static class Small
{
    /// <summary>Type 2 diabetes.</summary>
    public static readonly Code Diabetes = new(CodeSystem.Icd10Cm, "E119");

    /// <summary>Hypertension.</summary>
    public static readonly Code Hypertension = new(CodeSystem.Icd10Cm, "I10");

    /// <summary>Atrial fibrillation.</summary>
    public static readonly Code Fibrillation = new(CodeSystem.Icd10Cm, "I4891");

    /// <summary>A coronary stent.</summary>
    public static readonly Code Stent = new(CodeSystem.Icd10Pcs, "027034Z");

    /// <summary>Metformin.</summary>
    public static readonly Code Metformin = Code.Atc("A10BA02");

    /// <summary>Lisinopril.</summary>
    public static readonly Code Lisinopril = Code.Atc("C09AA03");

    /// <summary>Ramipril: the same group as lisinopril at level 4.</summary>
    public static readonly Code Ramipril = Code.Atc("C09AA05");

    /// <summary>Warfarin.</summary>
    public static readonly Code Warfarin = Code.Atc("B01AA03");

    /// <summary>Ibuprofen, which warfarin does not go with.</summary>
    public static readonly Code Ibuprofen = Code.Atc("M01AE01");

    /// <summary>Two visits: diabetes, then fibrillation and a stent as well.</summary>
    public static Patient Anna { get; } = new("anna",
    [
        Stay("anna-1", 2150, [Diabetes, Hypertension], [], [Metformin, Lisinopril]),
        Stay("anna-2", 2151, [Diabetes, Hypertension, Fibrillation], [Stent], [Metformin, Ramipril, Warfarin]),
    ]);

    /// <summary>One visit.</summary>
    public static Patient Ben { get; } = new("ben", [Stay("ben-1", 2149, [Hypertension], [], [Lisinopril, Ibuprofen])]);

    /// <summary>Anna and Ben.</summary>
    public static Cohort Cohort { get; } = new("small", [Anna, Ben]);

    /// <summary>A stay of four days that begins on the third of March of <paramref name="year"/>.</summary>
    public static Visit Stay(string id, int year, CodeSet diagnoses, CodeSet procedures, CodeSet medications) => new(
        id, new DateTime(year, 3, 3, 9, 0, 0), new DateTime(year, 3, 7, 11, 30, 0), VisitCodes.Empty
            .With(CodeKind.Diagnosis, diagnoses)
            .With(CodeKind.Procedure, procedures)
            .With(CodeKind.Medication, medications));

    /// <summary>People without codes, one visit each, with these identifiers.</summary>
    public static Cohort Named(IEnumerable<string> identifiers) =>
        new("named", [.. identifiers.Select(id => new Patient(id, [Stay($"{id}-1", 2150, [], [], [])]))]);
}
