using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

/// <summary>What a cohort of the default options looks like.</summary>
public sealed class SyntheticPeopleTests(SyntheticPeople people) : IClassFixture<SyntheticPeople>
{
    [Fact]
    public void A_visit_has_a_hospitals_number_of_codes()
    {
        Assert.InRange(people.Visits.Average(visit => visit.Diagnoses.Count), 10, 14);
        Assert.InRange(people.Visits.Average(visit => visit.Procedures.Count), 3, 5);
        Assert.InRange(people.Visits.Average(visit => visit.Medications.Count), 11, 20);
    }

    [Fact]
    public void A_patient_has_a_hospitals_number_of_visits()
    {
        Assert.InRange((double)people.Cohort.VisitCount / people.Cohort.Patients.Length, 2.25, 2.55);
        Assert.InRange((double)people.Cohort.Patients.Length / people.Cohort.VisitCount, 0.38, 0.45);
    }

    [Fact]
    public void Codes_are_as_many_as_promised()
    {
        var names = SyntheticCohort.Names.Keys.ToLookup(code => code.System);

        Assert.InRange(names[CodeSystem.Icd10Cm].Count() + names[CodeSystem.Icd9Cm].Count(), 900, 1200);
        Assert.InRange(names[CodeSystem.Icd10Pcs].Count() + names[CodeSystem.Icd9Proc].Count(), 380, 420);
        Assert.InRange(people.Truth.Medications.Length, 125, 140);
        Assert.Equal(people.Truth.Medications.Length, people.GroupVisits.SelectMany(visit => visit.Medications).Distinct().Count());
    }

    [Fact]
    public void Few_codes_make_up_most_of_what_is_seen()
    {
        var counts = people.Visits.SelectMany(visit => visit.Diagnoses).GroupBy(code => code).Select(same => same.Count()).OrderDescending().ToArray();

        Assert.InRange(counts.Take(counts.Length / 10).Sum() / (double)counts.Sum(), 0.4, 0.8);
    }

    [Fact]
    public void Every_visit_has_one_code_of_each_context_and_a_diagnosis()
    {
        CodeKind[] kinds = [CodeKind.Age, CodeKind.Sex, CodeKind.Site, CodeKind.Unit, CodeKind.AdmissionType];
        Assert.All(people.Visits, visit =>
        {
            Assert.All(kinds, kind => Assert.Equal(CodeSystem.Local, Assert.Single(visit[kind]).System));
            Assert.NotEmpty(visit.Diagnoses);
            Assert.True(visit.EndedAt > visit.StartedAt);
        });
    }

    [Fact]
    public void Visit_identifiers_are_distinct_over_the_cohort() =>
        Assert.Equal(people.Cohort.VisitCount, people.Visits.Select(visit => visit.Id).Distinct().Count());

    [Fact]
    public void A_visit_starts_after_the_one_before_has_ended() =>
        Assert.All(people.Cohort.Patients, patient => Assert.All(
            patient.Visits.Zip(patient.Visits.Skip(1)), pair => Assert.True(pair.Second.StartedAt > pair.First.EndedAt)));

    [Fact]
    public void Nobody_grows_younger() =>
        Assert.All(people.Cohort.Patients, patient => Assert.Equal(
            patient.Visits.Select(visit => visit[CodeKind.Age][0].Value).Order(StringComparer.Ordinal),
            patient.Visits.Select(visit => visit[CodeKind.Age][0].Value)));

    [Fact]
    public void A_patient_is_coded_in_one_revision_of_icd() =>
        Assert.All(people.Cohort.Patients, patient => Assert.Single(
            patient.Visits.SelectMany(visit => visit.Diagnoses).Select(code => code.System).Distinct()));

    [Theory]
    [InlineData("R65", "A41")]
    [InlineData("Z99", "N18")]
    [InlineData("I12", "N18")]
    [InlineData("N25", "N18")]
    [InlineData("T86", "Z94")]
    public void No_consequence_appears_without_its_cause(string consequence, string cause)
    {
        var ill = people.Visits.Where(visit => SyntheticPeople.Has(visit, consequence)).ToArray();

        Assert.NotEmpty(ill);
        Assert.All(ill, visit => Assert.True(SyntheticPeople.Has(visit, cause)));
    }

    [Theory]
    [InlineData("E10", "E11")]
    [InlineData("I10", "I12")]
    [InlineData("F32", "F33")]
    public void What_excludes_each_other_is_never_together(string one, string other) =>
        Assert.DoesNotContain(people.Visits, visit => SyntheticPeople.Has(visit, one) && SyntheticPeople.Has(visit, other));

    [Theory]
    [InlineData("N40", "F")]
    [InlineData("C61", "F")]
    [InlineData("C50", "M")]
    public void Diseases_of_one_sex_stay_with_it(string category, string never)
    {
        var sexes = people.Visits.Where(visit => SyntheticPeople.Has(visit, category)).Select(visit => visit[CodeKind.Sex][0].Value).ToArray();

        Assert.NotEmpty(sexes);
        Assert.DoesNotContain(never, sexes);
    }

    [Fact]
    public void Chronic_diseases_stay_and_acute_ones_do_not()
    {
        Assert.InRange(Return(visit => SyntheticPeople.Has(visit, "E11")), 0.85, 1);
        Assert.InRange(Return(visit => SyntheticPeople.Has(visit, "J18")), 0, 0.4);
    }

    [Fact]
    public void Drugs_for_chronic_diseases_stay_more_than_those_for_acute_ones()
    {
        Assert.InRange(Return(visit => SyntheticPeople.Gets(visit, "H03AA")), 0.8, 1);
        Assert.InRange(Return(visit => SyntheticPeople.Gets(visit, "J01CR")), 0, 0.5);
    }

    [Fact]
    public void A_patient_stays_with_one_ingredient_of_a_group() =>
        Assert.All(people.Cohort.Patients, patient => Assert.All(
            patient.Visits.SelectMany(visit => visit.Medications).Distinct().GroupBy(code => AtcLevel.Truncate(code, 4)), group => Assert.Single(group)));

    private double Return(Func<Visit, bool> has)
    {
        var pairs = people.Cohort.Patients.SelectMany(patient => patient.Visits.Zip(patient.Visits.Skip(1))).Where(pair => has(pair.First)).ToArray();
        return pairs.Count(pair => has(pair.Second)) / (double)pairs.Length;
    }
}
