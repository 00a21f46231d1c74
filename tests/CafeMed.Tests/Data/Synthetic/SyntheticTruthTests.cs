using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

/// <summary>That what the truth says is what was done.</summary>
public sealed class SyntheticTruthTests(SyntheticPeople people) : IClassFixture<SyntheticPeople>
{
    [Fact]
    public void Drugs_are_given_as_often_as_their_probabilities_say()
    {
        for (var m = 0; m < people.Truth.Medications.Length; m++)
        {
            var (drug, expected, variance) = (people.Truth.Medications[m].Code, 0.0, 0.0);
            foreach (var id in people.Known.Ids)
            {
                var probability = people.Known.Probabilities(id)[m];
                (expected, variance) = (expected + probability, variance + probability * (1 - probability));
            }
            var given = people.GroupVisits.Count(visit => visit.Medications.Contains(drug));
            Assert.InRange((given - expected) / Math.Sqrt(variance), -4.5, 4.5);
        }
    }

    // Without confounding nothing hidden is left but severity, which the truth tells: a plain loop must find every probability again.
    [Fact]
    public void The_written_truth_reproduces_every_probability()
    {
        var (cohort, truth) = SyntheticCohortTests.Create(new() { Patients = 40, Confounding = 0, Drift = 1.5 });
        foreach (var patient in cohort.AtLevel(4).Patients)
            for (var t = 0; t < patient.Visits.Length; t++)
                for (var m = 0; m < truth.Medications.Length; m++)
                    Assert.Equal(Probability(truth, patient, t, m), truth.Visits!.Probabilities(patient.Visits[t].Id)[m], 1e-4);
    }

    [Theory]
    [InlineData("E11", "A10")]
    [InlineData("E03", "H03AA")]
    [InlineData("J44", "R03")]
    [InlineData("G40", "N03")]
    [InlineData("I48", "B01AF")]
    [InlineData("F33", "N06A")]
    [InlineData("J18", "J01")]
    [InlineData("G20", "N04BA")]
    public void What_treats_a_disease_is_given_to_those_who_have_it(string category, string group)
    {
        var byDisease = people.Visits.ToLookup(visit => SyntheticPeople.Has(visit, category), visit => SyntheticPeople.Gets(visit, group) ? 1.0 : 0.0);

        Assert.True(byDisease[true].Average() > 1.5 * byDisease[false].Average());
        Assert.True(byDisease[true].Average() > 0.4);
    }

    [Fact]
    public void Contraindicated_drugs_are_rarer()
    {
        var diabetic = people.Visits.Where(visit => SyntheticPeople.Has(visit, "E11"))
            .ToLookup(visit => SyntheticPeople.Has(visit, "N18") || SyntheticPeople.Has(visit, "N17"), visit => SyntheticPeople.Gets(visit, "A10BA") ? 1.0 : 0.0);

        Assert.True(diabetic[true].Average() < 0.6 * diabetic[false].Average());
    }

    [Fact]
    public void Effects_raise_and_contraindications_lower()
    {
        Assert.All(people.Truth.Effects, effect => Assert.True(effect.LogOdds > 0 && effect.Modifiers.Length > 0));
        Assert.All(people.Truth.Contraindications, effect => Assert.True(effect.LogOdds < 0 && effect.Modifiers.IsEmpty));
        Assert.True(people.Truth.Effects.Length > 2000 && people.Truth.Contraindications.Length > 500);
    }

    [Fact]
    public void An_effect_is_found_by_its_pair_and_none_is_invented()
    {
        Assert.True(people.Truth.Find(Code.Parse("Icd10Cm:E119"), Code.Atc("A10BA"))!.LogOdds > 3);
        Assert.True(people.Truth.Find(Code.Parse("Icd10Cm:J45909"), Code.Atc("C07AA"))!.LogOdds < -3);
        Assert.Null(people.Truth.Find(Code.Parse("Icd10Cm:E119"), Code.Atc("H03AA")));
    }

    [Fact]
    public void Metformin_is_gated_down_in_intensive_care()
    {
        var (cause, drug) = (Code.Parse("Icd10Cm:E119"), Code.Atc("A10BA"));
        var gates = people.Visits.Where(visit => visit.Diagnoses.Contains(cause))
            .ToLookup(visit => visit[CodeKind.Unit][0].Value.StartsWith("ICU", StringComparison.Ordinal), visit => people.Truth.Gate(visit.Id, cause, drug)!.Value);

        Assert.True(gates[true].Average() < gates[false].Average() - 0.3);
        Assert.All(gates.SelectMany(group => group), gate => Assert.InRange(gate, 0, SyntheticEffect.LargestGate));
        Assert.Null(people.Truth.Gate(people.Known.Ids[0], cause, Code.Atc("H03AA")));
    }

    [Fact]
    public void Without_modification_every_gate_is_1_and_the_oracles_are_equal()
    {
        var (_, truth) = SyntheticCohortTests.Create(new() { Patients = 80, Modification = 0 });

        Assert.All(truth.Effects, effect => Assert.Equal(1, effect.Gate([2, 1.5f, 1, 0.6f, 2])));
        Assert.Equal(truth.Oracle.Jaccard, truth.Oracle.JaccardWithoutModifiers, 0.02);
    }

    private static double Probability(SyntheticTruth truth, Patient patient, int t, int m)
    {
        var (drug, visit) = (truth.Medications[m], patient.Visits[t]);
        var states = truth.Visits!.States(visit.Id);
        var logOdds = drug.BaseLogOdds + drug.DriftLogOdds * SyntheticClock.Of(visit.StartedAt) + drug.AgeLogOdds * states[0] + (visit[CodeKind.Sex][0].Value == "F" ? drug.FemaleLogOdds : 0);
        logOdds += truth.Sites.Single(site => visit[CodeKind.Site].Contains(site.Code)).LogOdds[m];
        foreach (var code in visit.Diagnoses.Concat(visit.Procedures))
            if (truth.Find(code, drug.Code) is { } effect)
                logOdds += effect.LogOdds * effect.Gate(states);
        if (t > 0)
        {
            var before = patient.Visits[t - 1];
            var memory = (visit.StartedAt - before.EndedAt!.Value).TotalDays < 90 ? 1 : 0.8;
            logOdds += memory * (before.Medications.Contains(drug.Code) ? drug.Continued
                : drug.Started + (drug.Rival is { } rival && before.Medications.Contains(rival) ? drug.RivalLogOdds : 0));
        }
        return 1 / (1 + Math.Exp(-logOdds));
    }
}
