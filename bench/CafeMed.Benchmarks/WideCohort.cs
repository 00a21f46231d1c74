namespace CafeMed.Benchmarks;

/// <summary>As many codes as the legacy vocabularies have, each at enough visits for an estimate of its own: the most that an estimator is given to do.</summary>
internal static class WideCohort
{
    private const int Diagnoses = 1958;
    private const int Procedures = 1430;
    private const int Drugs = 131;

    public static (Cohort Cohort, Vocabularies Vocabularies) Create(int visits, int seed)
    {
        var random = new Random(seed);
        // Letters and digits such that codes have parents of about eight codes each.
        Code[] diagnoses = [.. Enumerable.Range(0, Diagnoses).Select(n => new Code(CodeSystem.Icd10Cm, $"{(char)('A' + n / 8 / 100 * 4)}{n / 8 % 100:00}{n % 8}"))];
        Code[] procedures = [.. Enumerable.Range(0, Procedures).Select(n => new Code(CodeSystem.Icd10Pcs, $"{n / 8:000}{n % 8}000"))];
        Code[] drugs = [.. Enumerable.Range(0, Drugs).Select(n => Code.Atc($"{(char)('A' + n / 10)}{n % 10:00}AA"))];
        var patients = new List<Patient>();
        for (var made = 0; made < visits;)
        {
            var stays = new List<Visit>();
            var held = Math.Min(visits - made, 1 + Math.Min(11, (int)(-1.4 * Math.Log(1 - random.NextDouble()))));
            for (var t = 0; t < held; t++, made++)
            {
                var start = new DateTime(2150, 1, 1).AddDays(100 * t);
                stays.Add(new Visit($"{made}", start, start.AddDays(4), VisitCodes.Empty
                    .With(CodeKind.Diagnosis, Some(diagnoses, 11)).With(CodeKind.Procedure, Some(procedures, 7)).With(CodeKind.Medication, Some(drugs, 12))
                    .With(CodeKind.Age, Some([.. Enumerable.Range(0, 8).Select(n => new Code(CodeSystem.Local, $"age-{n}"))], 1))));
            }
            patients.Add(new Patient($"p{patients.Count}", [.. stays]));
        }
        var cohort = new Cohort("wide", [.. patients]);
        return (cohort, Vocabularies.Of(cohort));

        CodeSet Some(Code[] codes, int count) => CodeSet.From(Enumerable.Range(0, count).Select(_ => codes[(int)(codes.Length * Math.Pow(random.NextDouble(), 1.15))]));
    }
}
