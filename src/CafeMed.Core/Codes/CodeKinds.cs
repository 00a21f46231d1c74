namespace CafeMed;

/// <summary>The kinds by what they are used for.</summary>
public static class CodeKinds
{
    /// <summary>Every kind that is recorded, in the order of the enumeration: all but <see cref="CodeKind.Category"/>, which follows from others.</summary>
    public static IReadOnlyList<CodeKind> All { get; } = [.. Enum.GetValues<CodeKind>().Where(kind => kind != CodeKind.Category)];

    /// <summary>Every kind that has columns: the recorded ones, and categories.</summary>
    public static IReadOnlyList<CodeKind> Encoded { get; } = Enum.GetValues<CodeKind>();

    /// <summary>What describes the patient beside diagnoses, procedures and medications. An input of every network and baseline.</summary>
    /// <remarks>Most of it is known on arrival, laboratory results are not.</remarks>
    public static IReadOnlyList<CodeKind> Context { get; } =
    [
        CodeKind.Age, CodeKind.Sex, CodeKind.Site, CodeKind.Unit, CodeKind.AdmissionType,
        CodeKind.AdmissionDiagnosis, CodeKind.PastHistory, CodeKind.AdmissionDrug,
        CodeKind.Allergy, CodeKind.Laboratory, CodeKind.TimeGap,
    ];

    /// <summary>What is known when the patient arrives, where no time says otherwise. Allergies and past history count: they are from before the visit.</summary>
    public static IReadOnlyList<CodeKind> Arrival { get; } =
    [
        CodeKind.Age, CodeKind.Sex, CodeKind.Site, CodeKind.Unit, CodeKind.AdmissionType, CodeKind.AdmissionDiagnosis,
        CodeKind.PastHistory, CodeKind.AdmissionDrug, CodeKind.Allergy, CodeKind.TimeGap,
    ];
}
