using System.Collections.Immutable;
using System.Globalization;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Evaluation.Report;
using CafeMed.Learning.Training;

namespace CafeMed.Tests.Learning.Evaluation.Report;

/// <summary>A run made by hand: every number is invented, every part of the page has something to show.</summary>
internal static class SampleRun
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["A02BC"] = "Proton pump inhibitors", ["A10AB"] = "Insulins, fast-acting", ["A10AE"] = "Insulins, long-acting", ["A10BA"] = "Biguanides",
        ["B01AA"] = "Vitamin K antagonists", ["B01AB"] = "Heparin group", ["B01AC"] = "Platelet aggregation inhibitors", ["C01BD"] = "Antiarrhythmics, class III",
        ["C03CA"] = "Sulfonamide diuretics", ["C03DA"] = "Aldosterone antagonists", ["C07AB"] = "Beta blockers, selective", ["C09AA"] = "ACE inhibitors",
        ["C10AA"] = "HMG CoA reductase inhibitors", ["J01DD"] = "Third-generation cephalosporins", ["N02BE"] = "Anilides", ["R03AC"] = "Selective beta-2 agonists",
        ["V06DC"] = "Carbohydrates", ["A12BA"] = "Potassium", ["N05BA"] = "Benzodiazepine derivatives", ["A06AD"] = "Osmotically acting laxatives",
        ["B01AA03"] = "Warfarin", ["C01BD01"] = "Amiodarone", ["B01AC06"] = "Acetylsalicylic acid", ["C09AA03"] = "Lisinopril", ["C03DA01"] = "Spironolactone",
        ["I5023"] = "Acute on chronic systolic heart failure", ["I4891"] = "Unspecified atrial fibrillation", ["E1122"] = "Type 2 diabetes with chronic kidney disease",
        ["I2510"] = "Coronary atherosclerosis", ["J189"] = "Pneumonia, unspecified organism", ["N183"] = "Chronic kidney disease, stage 3", ["02HV33Z"] = "Insertion of infusion device, superior vena cava",
    };

    public static RunReport Create() => new()
    {
        Name = "20260301T093000Z-cafemed-demo",
        Title = "CafeMed and three baselines on a synthetic hospital",
        Utc = "2026-03-01 09:30 UTC",
        Seed = 17,
        Configuration = "cohort:\n  connector: synthetic\n  patients: 1200\nnetwork:\n  name: cafemed\n  width: 64\n  dropout: 0.3\ntrainer:\n  epochs: 12\n  batch: 64\n  interaction:\n    target: 0.06\nseed: 17\n",
        Cohort = new CohortSummary(
            "synthetic", new(1200, 2876), new(800, 1921), new(200, 478), new(200, 477),
            [new(CodeKind.Diagnosis, 11.82, 964), new(CodeKind.Procedure, 3.94, 388), new(CodeKind.Medication, 14.31, 128), new(CodeKind.Age, 1, 9), new(CodeKind.Sex, 1, 2), new(CodeKind.AdmissionDiagnosis, 1.2, 311)],
            [new("Rows in", "91,204"), new("Dropped: no admission time", "12"), new("Dropped: no drug at the visit", "431"), new("Drug rows mapped to ATC", "96.4 %")]),
        Scores = Scores(),
        Epochs = [.. Enumerable.Range(1, 12).Select(Epoch)],
        Gates = new GateAgreement(
            92, 611, 0.11, new(0.21, 0.12, 0.3), new(0.8, 0.4, 1.2), [new("sex", 140, new(0.1, -0.1, 0.3), new(0.7, -0.6, 2))],
            [.. Enumerable.Range(-3, 7).Select(i => new GateBin(0.05 * i, new(0.04 * i + 0.01, 0.04 * i - 0.05, 0.04 * i + 0.07), 87))],
            new PlantedAgreement(410, 5210, new(0.31, 0.26, 0.36), new(0.22, 0.18, 0.26), new(0.4, 0.3, 0.5), [.. Enumerable.Range(-2, 5).Select(i => new GateBin(0.3 * i, new(0.1 * i, 0.1 * i - 0.02, 0.1 * i + 0.02), 1042))])),
        Advice = Advice(),
        Patient = Patient(),
        Label = code => Names.GetValueOrDefault(code.Value, code.Value),
        Provenance = new Provenance(
            "OSDI interaction thesaurus, facts table of 2026-01", "marginal", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            [new("CafeMed", "0.1.0"), new(".NET", "10.0.2"), new("TorchSharp", "0.107.0")], "8feaeeb", "2 cores, 8 GB, Linux x64"),
        Warnings = ["The test part has 200 patients: intervals are wide.", "The cohort is synthetic: nothing here speaks of real patients."],
    };

    public static Code Atc(string value) => Code.Atc(value);

    private static Scoreboard Scores() => new(
        "cafemed",
        [
            new("cafemed", "Gated causal effects with attention over visits", new(0.5312, 0.5161, 0.5458), new(0.6812, 0.6671, 0.6944), new(0.7814, 0.7693, 0.7925), new(0.0611, 0.0562, 0.0664), new(14.72, 14.21, 15.24), new(0.5031, 0.4842, 0.5223), new(0.5523, 0.5341, 0.5702), null),
            new("logistic", "One regression per drug, with history", new(0.5241, 0.5093, 0.5389), new(0.6741, 0.6601, 0.6879), new(0.7723, 0.7601, 0.7841), new(0.0703, 0.0648, 0.0761), new(14.53, 14.03, 15.04), new(0.4952, 0.4763, 0.5142), new(0.5461, 0.5278, 0.5641), new(0.0071, 0.0021, 0.0122)),
            new("copy-last", "The drugs of the last visit", new(0.4113, 0.3872, 0.4351), new(0.5512, 0.5267, 0.5751), new(0.5021, 0.4823, 0.5217), new(0.0752, 0.0683, 0.0823), new(12.11, 11.42, 12.83), new(0.2931, 0.2704, 0.3162), new(0.5013, 0.4792, 0.5236), new(0.1199, 0.1003, 0.1398)),
            new("popular", "The most frequent drugs for everyone", new(0.3521, 0.3398, 0.3642), new(0.5103, 0.4961, 0.5241), new(0.5412, 0.5287, 0.5536), new(0.0833, 0.0833, 0.0833), new(14, 14, 14), new(0.3583, 0.3411, 0.3752), new(0.3474, 0.3311, 0.3639), new(0.1791, 0.1652, 0.1934)),
        ],
        200, 477, 128, 0.0741, 14.31, 0.0042,
        [new(0.012, 0.010, 31204), new(0.061, 0.066, 11203), new(0.148, 0.161, 6120), new(0.247, 0.239, 3811), new(0.351, 0.367, 2544), new(0.449, 0.431, 1902), new(0.551, 0.572, 1450), new(0.648, 0.655, 1208), new(0.752, 0.731, 1022), new(0.894, 0.881, 801)]);

    private static EpochReport Epoch(int epoch)
    {
        double[] jaccard = [0.338, 0.421, 0.467, 0.489, 0.507, 0.516, 0.524, 0.529, 0.533, 0.532, 0.531, 0.529];
        return new(epoch, 21.4 / epoch + 9.1, 19.8 / epoch + 8.8, 0.09 - 0.0025 * epoch, 0.1 * epoch, jaccard[epoch - 1], 0.31 / epoch + 0.172 + 0.0009 * epoch, epoch is 1 or 2 or 3 or 4 or 5 or 6 or 7 or 8 or 9, 2.4);
    }

    private static Advice Advice()
    {
        (string Code, double Probability)[] proposed =
        [
            ("C03CA", 0.973), ("B01AA", 0.941), ("C07AB", 0.932), ("A02BC", 0.884), ("C10AA", 0.861), ("C09AA", 0.792), ("B01AC", 0.741), ("N02BE", 0.713),
            ("A10AB", 0.672), ("C01BD", 0.618), ("A12BA", 0.571), ("C03DA", 0.544), ("J01DD", 0.512), ("V06DC", 0.467),
        ];
        (string Code, double Probability)[] others = [("A10AE", 0.388), ("A06AD", 0.341), ("R03AC", 0.274), ("N05BA", 0.192), ("A10BA", 0.117), ("B01AB", 0.004)];
        var recommendation = new Recommendation(
            "cafemed",
            [.. proposed.Select((drug, i) => new ScoredMedication(Atc(drug.Code), drug.Probability, true, Parts(drug.Probability, i))), .. others.Select((drug, i) => new ScoredMedication(Atc(drug.Code), drug.Probability, false, Parts(drug.Probability, i)))],
            [new("v3", CodeKind.Diagnosis, new(CodeSystem.Icd10Cm, "Z9189")), new("v3", CodeKind.Procedure, new(CodeSystem.Icd10Pcs, "5A1D70Z")), new("v1", CodeKind.Medication, Atc("L04AX"))]);
        var last = Last();
        return new(
            "S-0417", "v3", recommendation,
            [
                Pair("B01AA", "C01BD", Severity.Warning, 0.82, "Amiodarone raises the effect of warfarin: bleeding.", "B01AA03", "C01BD01"),
                Pair("C03DA", "A12BA", Severity.Contraindicated, 0.91, "Potassium with a potassium-sparing diuretic: high potassium.", "C03DA01", "A12BA"),
                Pair("B01AA", "B01AC", Severity.Warning, 0.64, "Two ways of stopping clotting: bleeding.", "B01AA03", "B01AC06"),
                Pair("C09AA", "C03DA", Severity.Caution, 0.88, "Potassium and kidney function need watching.", "C09AA03", "C03DA01"),
                Pair("C07AB", "A10AB", Severity.Note, 0.37, "Signs of low blood sugar can be hidden.", "C07AB", "A10AB"),
            ],
            CodeSet.From([Atc("V06DC"), Atc("N02BE")]),
            CodeSet.From(recommendation.Codes.Where(last.Contains)), CodeSet.From(recommendation.Codes.Where(code => !last.Contains(code))),
            CodeSet.From(last.Where(code => !recommendation.Codes.Contains(code))));
    }

    private static Finding Pair(string first, string second, Severity severity, double share, string message, string example, string other)
    {
        var (one, two) = string.CompareOrdinal(first, second) < 0 ? (first, second) : (second, first);
        var shares = Enumerable.Range(1, 4).Select(level => level == (int)severity ? share : 0).ToImmutableArray();
        return new(severity, [Atc(one), Atc(two)], message)
        {
            Rule = "interacting-pair",
            Source = "OSDI interaction thesaurus, 2026-01",
            Interaction = new(Atc(one), Atc(two), severity, shares, [new(Atc(example), Atc(other), severity, share)]),
        };
    }

    // Eleven parts that sum to the logit of the probability: the last takes what is left.
    private static ImmutableArray<Contribution> Parts(double probability, int turn)
    {
        string[] diagnoses = ["I5023", "I4891", "E1122", "I2510", "J189", "N183"];
        var parts = new List<Contribution> { new(ContributionPath.Base, null, null, -2.1 + 0.11 * turn), new(ContributionPath.History, CodeKind.Medication, Atc(turn % 3 == 0 ? "C03CA" : "A02BC"), 1.42 - 0.06 * turn) };
        for (var i = 0; i < diagnoses.Length; i++)
            parts.Add(new(i % 2 == 0 ? ContributionPath.GatedEffect : ContributionPath.Linear, CodeKind.Diagnosis, new(CodeSystem.Icd10Cm, diagnoses[i]), 1.3 * Math.Cos(1.7 * i + turn) / (1 + 0.3 * i)));
        parts.Add(new(ContributionPath.Linear, CodeKind.Procedure, new(CodeSystem.Icd10Pcs, "02HV33Z"), 0.14));
        parts.Add(new Contribution(ContributionPath.Linear, CodeKind.Diagnosis, null, -0.05) { Unknown = true });
        parts.Add(new(ContributionPath.Interplay, null, null, Math.Log(probability / (1 - probability)) - parts.Sum(part => part.Amount)));
        return [.. parts];
    }

    private static CodeSet Last() => CodeSet.From(new[] { "C03CA", "C07AB", "A02BC", "C10AA", "C09AA", "B01AC", "N02BE", "A10AE", "A10BA", "R03AC", "B01AA" }.Select(Atc));

    private static Patient Patient() => new("S-0417",
    [
        Stay("v1", "2150-02-03", 6, CodeSet.From(new[] { "C03CA", "C07AB", "A02BC", "C10AA", "A10BA", "L04AX" }.Select(Atc)), 8),
        Stay("v2", "2150-09-21", 4, Last(), 11),
        Stay("v3", "2151-04-02", 9, CodeSet.From(new[] { "C03CA", "C07AB", "A02BC", "C10AA", "C09AA", "B01AA", "N02BE", "A10AB", "J01DD", "C01BD", "A06AD" }.Select(Atc)), 14),
    ]);

    private static Visit Stay(string id, string day, int days, CodeSet drugs, int diagnoses)
    {
        var start = DateTime.Parse(day, CultureInfo.InvariantCulture);
        return new(id, start, start.AddDays(days), VisitCodes.Empty
            .With(CodeKind.Medication, drugs)
            .With(CodeKind.Diagnosis, CodeSet.From(Enumerable.Range(0, diagnoses).Select(i => new Code(CodeSystem.Icd10Cm, $"I{i:000}"))))
            .With(CodeKind.Procedure, [new Code(CodeSystem.Icd10Pcs, "02HV33Z")]));
    }
}
