using CafeMed.Tests.Learning;
using CsCheck;

namespace CafeMed.Tests.Inference;

/// <summary>Patients over the codes of the tiny study and codes that nobody knows: first visits, empty channels, long histories.</summary>
internal static class RandomPatients
{
    private static readonly Code[] s_diagnoses = [.. TinyStudy.Diagnoses, .. Unknown(CodeSystem.Icd10Cm)];
    private static readonly Code[] s_procedures = [.. TinyStudy.Procedures, .. Unknown(CodeSystem.Icd10Pcs)];
    private static readonly Code[] s_medications = [.. TinyStudy.Medications, Code.Atc("V03AB01"), Code.Atc("V03AB02")];
    private static readonly Code[] s_context = [.. Enumerable.Range(0, 4).Select(n => new Code(CodeSystem.Local, $"age-{n}"))];

    private static readonly Gen<(CodeSet Diagnoses, CodeSet Procedures, CodeSet Medications, CodeSet Age, int Days)> s_visit = Gen.Select(
        Some(s_diagnoses, 12), Some(s_procedures, 4), Some(s_medications, 8), Some(s_context, 2), Gen.Int[0, 900]);

    /// <summary>One to 30 visits, few more often than many.</summary>
    public static readonly Gen<Patient> Any = Gen.OneOf(s_visit.Array[1], s_visit.Array[1, 4], s_visit.Array[5, 30]).Select(Of);

    private static Gen<CodeSet> Some(Code[] codes, int most) => Generate.OneOf(codes).Array[0, most].Select(CodeSet.From);

    private static Code[] Unknown(CodeSystem system) => [.. Enumerable.Range(0, 3).Select(n => new Code(system, $"Z{n}"))];

    private static Patient Of((CodeSet Diagnoses, CodeSet Procedures, CodeSet Medications, CodeSet Age, int Days)[] visits)
    {
        var at = new DateTime(2150, 1, 1);
        return new Patient("random", [.. visits.Select((one, number) =>
        {
            at = at.AddDays(one.Days);
            var codes = Small.Stay($"{number}", 2150, one.Diagnoses, one.Procedures, one.Medications).Codes.With(CodeKind.Age, one.Age);
            return new Visit($"{number}", at, null, codes);
        })]);
    }
}
