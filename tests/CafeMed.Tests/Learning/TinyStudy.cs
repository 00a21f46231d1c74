using CafeMed.Learning;
using System.Text.Json.Nodes;
using CafeMed.Learning.Causal;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning;

/// <summary>Made-up people over ten diagnoses, four procedures and nine medications, with planted indications; and everything small that is fitted on them.</summary>
internal static class TinyStudy
{
    public static readonly Code[] Diagnoses = [.. Enumerable.Range(0, 10).Select(n => new Code(CodeSystem.Icd10Cm, $"D{n}"))];
    public static readonly Code[] Procedures = [.. Enumerable.Range(0, 4).Select(n => new Code(CodeSystem.Icd10Pcs, $"P{n}"))];

    // Two of them are one group at level 4.
    public static readonly Code[] Medications =
    [
        .. new[] { "A02BC01", "A10BA02", "B01AA03", "B01AC06", "C03CA01", "C07AB02", "C09AA03", "C09AA05", "M01AE01" }.Select(Code.Atc),
    ];

    public static readonly InteractionTable Facts = new("made up", Medications,
    [
        (Medications[2], Medications[8], Severity.Contraindicated), (Medications[2], Medications[3], Severity.Warning),
        (Medications[4], Medications[6], Severity.Caution), (Medications[0], Medications[1], Severity.Warning),
    ]);

    /// <summary>Nobody's codes: none of the vocabularies has them.</summary>
    public static Patient Stranger { get; } = new("stranger",
    [
        Stay("s-1", 1, [new(CodeSystem.Icd10Cm, "Z1")], [new(CodeSystem.Icd10Pcs, "Z2")], [Code.Atc("V03AB01")], [new(CodeSystem.Local, "Z3")]),
        Stay("s-2", 2, [new(CodeSystem.Icd10Cm, "Z1"), new(CodeSystem.Icd10Cm, "Z4")], [], [Code.Atc("V03AB01")], []),
    ]);

    public static PatientEncoder Encoder { get; } = new(Vocabularies.Of(Cohort(40, 1)));

    public static VisitTable Table { get; } = Encoder.Encode(Cohort(40, 1).Patients);

    public static NetworkKnowledge Knowledge { get; } = NetworkKnowledge.Of(
        Table, new MarginalEffects().Estimate(Cohort(40, 1), Encoder.Vocabularies, CancellationToken.None));

    /// <summary>One to four visits each; every fifth has no context, and many visits have no procedure.</summary>
    public static Cohort Cohort(int patients, int seed) => new("tiny", [.. Enumerable.Range(0, patients).Select(n => Draw(n, new Random(1000 * seed + n)))]);

    public static Visit Stay(string id, int month, CodeSet diagnoses, CodeSet procedures, CodeSet medications, CodeSet sex)
    {
        var stay = Small.Stay(id, 2150, diagnoses, procedures, medications);
        return stay with
        {
            StartedAt = stay.StartedAt.AddMonths(month),
            EndedAt = stay.EndedAt!.Value.AddMonths(month),
            Codes = stay.Codes.With(CodeKind.Sex, sex),
        };
    }

    /// <summary>The named network at its smallest, without dropout unless asked for.</summary>
    public static MedicationNetwork Network(string name = "cafemed", double dropout = 0, int seed = 3)
    {
        random.manual_seed(seed);
        return NetworkFactory.Create(name, Knowledge, Smallest(name, dropout).ToJsonString());
    }

    public static JsonObject Smallest(string name = "cafemed", double dropout = 0)
    {
        var options = (JsonObject)JsonNode.Parse(NetworkFactory.Resolve(name, "{}"))!;
        foreach (var (key, value) in new (string, JsonNode)[] { ("width", 8), ("rank", 4), ("heads", 2), ("dropout", dropout) })
            if (options.ContainsKey(key))
                options[key] = value.DeepClone();
        return options;
    }

    /// <summary>Moves every parameter, so that what starts at zero takes part.</summary>
    public static void Perturb(nn.Module module, int seed = 11, double scale = 0.3)
    {
        random.manual_seed(seed);
        using var gradients = no_grad();
        foreach (var parameter in module.parameters())
            parameter.Add_(randn_like(parameter), scale);
    }

    public static StudyOptions Options(int seed = 7, int epochs = 2, TrainerOptions? trainer = null) => new()
    {
        Seed = seed,
        Options = Smallest(dropout: 0.2),
        Trainer = (trainer ?? new TrainerOptions { LearningRate = 0.01, Batch = 8 }) with { Epochs = epochs },
    };

    public static Study Prepare(int patients = 60, StudyOptions? options = null, int seed = 2) =>
        Study.Prepare(Cohort(patients, seed), Facts, options ?? Options(), CancellationToken.None);

    public static TrainedModel Train(Study study)
    {
        var linear = study.FitLinearTower(CancellationToken.None);
        using var trainer = study.CreateTrainer();
        foreach (var _ in study.Train(trainer, linear, null, CancellationToken.None))
        {
        }
        return study.Finish(linear, TestContext.Current.CancellationToken);
    }

    private static Patient Draw(int number, Random random)
    {
        var chronic = Diagnoses[random.Next(10)];
        var context = number % 5 == 0 ? VisitCodes.Empty : VisitCodes.Empty
            .With(CodeKind.Age, [new(CodeSystem.Local, $"age-{random.Next(3)}")])
            .With(CodeKind.AdmissionDrug, [Medications[random.Next(9)]]);
        var visits = new List<Visit>();
        for (var t = 0; t < 1 + number % 4; t++)
        {
            var diagnoses = CodeSet.Create(chronic, Diagnoses[random.Next(10)], Diagnoses[random.Next(10)]);
            var given = CodeSet.From(Medications.Where((drug, m) =>
                random.NextDouble() < (diagnoses.Any(code => code.Value == $"D{m}") ? 0.8 : 0.1)
                || (t > 0 && visits[^1].Medications.Contains(drug) && random.NextDouble() < 0.5)));
            var stay = Stay($"{number}-{t}", 3 * t + number % 3, diagnoses, CodeSet.From(Procedures.Where(_ => random.NextDouble() < 0.2)), given, []);
            visits.Add(stay with
            {
                Codes = stay.Codes.With(CodeKind.Sex, number % 5 == 0 ? [] : [new(CodeSystem.Local, number % 2 == 0 ? "f" : "m")])
                    .With(CodeKind.Age, context[CodeKind.Age]).With(CodeKind.AdmissionDrug, context[CodeKind.AdmissionDrug]),
            });
        }
        return new Patient($"p{number}", [.. visits]);
    }
}
