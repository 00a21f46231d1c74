using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

/// <summary>That what the record gets wrong is as asked, hospital by hospital, and told; and that hospitals and times differ as asked.</summary>
public sealed class SyntheticNoiseTests
{
    private static readonly SyntheticOptions s_noisy = new() { Patients = 1500, MissingLabels = 0.08, SpuriousLabels = 0.01, MissingCodes = 0.2, Sites = 4 };

    [Fact]
    public void Mistakes_come_as_often_as_each_hospital_makes_them()
    {
        var (cohort, truth) = SyntheticCohortTests.Create(s_noisy);
        for (var site = 0; site < truth.Sites.Length; site++)
        {
            var visits = truth.Visits!.Truths.SelectMany(all => all).Where(visit => visit.Site == site).ToArray();
            var (given, missed) = (visits.Sum(visit => visit.Given.Count(drug => drug)), visits.Sum(visit => truth.Visits.MissingLabels(visit.Id).Count));
            var (others, invented) = (visits.Sum(visit => visit.Given.Count(drug => !drug)), visits.Sum(visit => truth.Visits.SpuriousLabels(visit.Id).Count));
            var (codes, lost) = (visits.Sum(visit => visit.Codes.Length + visit.Lost.Length), visits.Sum(visit => truth.Visits.MissingCodes(visit.Id).Count));

            AsOften(truth.Sites[site].MissingLabels, missed, given);
            AsOften(truth.Sites[site].SpuriousLabels, invented, others);
            // The one diagnosis that always stays makes the share a little smaller.
            Assert.InRange((double)lost / codes, 0.93 * truth.Sites[site].MissingCodes, 1.03 * truth.Sites[site].MissingCodes);
        }
        Assert.True(truth.Sites.Max(site => site.MissingLabels) > 1.2 * truth.Sites.Min(site => site.MissingLabels));
        Assert.Equal(s_noisy.MissingLabels, truth.Sites.Sum(site => site.Share * site.MissingLabels), 1e-4);
        Assert.Equal(s_noisy.MissingCodes, truth.Sites.Sum(site => site.Share * site.MissingCodes), 1e-4);
        Assert.All(cohort.Patients.SelectMany(patient => patient.Visits), visit => Assert.NotEmpty(visit.Diagnoses));
    }

    [Fact]
    public void Noise_changes_the_record_and_nobodys_life()
    {
        var (clean, noisy) = (SyntheticCohortTests.Create(new() { Patients = 80, Sites = 4 }), SyntheticCohortTests.Create(s_noisy with { Patients = 80 }));
        var usual = SyntheticCohortTests.Create(new SyntheticOptions { Patients = 80, Sites = 4 });

        Assert.Equal(clean.Truth.Visits!.Ids.AsEnumerable(), noisy.Truth.Visits!.Ids);
        foreach (var id in clean.Truth.Visits.Ids)
        {
            Assert.Equal(clean.Truth.Visits.Probabilities(id).ToArray(), noisy.Truth.Visits.Probabilities(id).ToArray());
            Assert.Empty(usual.Truth.Visits!.MissingLabels(id));
        }
        Assert.NotEqual(clean.Cohort.Patients.AsEnumerable(), noisy.Cohort.Patients);
    }

    [Fact]
    public void The_flags_tell_exactly_what_differs_from_what_was_given()
    {
        var (cohort, truth) = SyntheticCohortTests.Create(s_noisy with { Patients = 120 });
        var given = truth.Visits!.Truths.SelectMany(all => all).ToDictionary(visit => visit.Id, visit => CodeSet.From(truth.Visits.Medications.Where((_, m) => visit.Given[m])));

        foreach (var visit in cohort.AtLevel(4).Patients.SelectMany(patient => patient.Visits))
            Assert.Equal(given[visit.Id], CodeSet.From(visit.Medications.Concat(truth.Visits.MissingLabels(visit.Id)).Except(truth.Visits.SpuriousLabels(visit.Id))));
    }

    [Fact]
    public void Noise_lowers_what_can_be_reached()
    {
        var (clean, noisy) = (SyntheticCohortTests.Create(new() { Patients = 300, Sites = 4 }).Truth.Oracle, SyntheticCohortTests.Create(s_noisy with { Patients = 300 }).Truth.Oracle);

        Assert.True(noisy.Jaccard < clean.Jaccard - 0.02);
        Assert.True(noisy.RecordedJaccard < noisy.Jaccard - 0.01);
    }

    [Fact]
    public void Practice_drifts_as_planted_and_not_at_all_unless_asked()
    {
        var (cohort, truth) = SyntheticCohortTests.Create(new() { Patients = 2500, Drift = 3, MaxVisits = 1 });
        var (still, steady) = SyntheticCohortTests.Create(new() { Patients = 2500, MaxVisits = 1 });

        Assert.True(Slope(cohort, truth, truth) > 0.8);
        Assert.InRange(Slope(still, steady, truth), -0.25, 0.25);
        Assert.All(steady.Medications, drug => Assert.Equal(0, drug.DriftLogOdds));
        Assert.All(steady.Diseases, disease => Assert.Equal(0, disease.DriftLogOdds));
    }

    [Fact]
    public void Hospitals_have_formularies_and_coding_habits_of_their_own()
    {
        var (cohort, truth) = SyntheticCohortTests.Create(new() { Patients = 900, Sites = 2 });
        var (one, other) = (truth.Sites[0], truth.Sites[1]);
        var differing = Enumerable.Range(0, truth.Medications.Length).Where(m => one.Formulary[m] != other.Formulary[m]).ToArray();

        Assert.True(differing.Length > 10);
        Assert.NotEqual(one.CodedOtherwise.AsEnumerable(), other.CodedOtherwise);
        var (own, foreign) = (0, 0);
        foreach (var visit in cohort.Patients.SelectMany(patient => patient.Visits))
        {
            var (here, there) = visit[CodeKind.Site].Contains(one.Code) ? (one, other) : (other, one);
            own += differing.Count(m => visit.Medications.Contains(here.Formulary[m]));
            foreign += differing.Count(m => visit.Medications.Contains(there.Formulary[m]));
        }
        Assert.True(own > 1.5 * foreign, $"{own} of the own formulary, {foreign} of the other's");
    }

    [Fact]
    public void Without_variation_hospitals_are_alike()
    {
        var (_, truth) = SyntheticCohortTests.Create(s_noisy with { Patients = 20, SiteVariation = 0 });

        Assert.All(truth.Sites, site =>
        {
            Assert.Equal(truth.Sites[0].Formulary.AsEnumerable(), site.Formulary);
            Assert.All(site.LogOdds, logOdds => Assert.Equal(0, logOdds));
            Assert.Empty(site.CodedOtherwise);
            Assert.Equal((0.08, 0.01, 0.2), (site.MissingLabels, site.SpuriousLabels, site.MissingCodes));
        });
    }

    private static void AsOften(double rate, int found, int all) =>
        Assert.InRange((found - rate * all) / Math.Sqrt(rate * (1 - rate) * all), -4.5, 4.5);

    // How much more the drugs that rise are given late than early, in log odds, over what falls.
    private static double Slope(Cohort cohort, SyntheticTruth truth, SyntheticTruth planted)
    {
        var visits = cohort.AtLevel(4).Patients.SelectMany(patient => patient.Visits).ToArray();
        var (late, early) = (visits.Where(visit => SyntheticClock.Of(visit.StartedAt) > 0.3).ToArray(), visits.Where(visit => SyntheticClock.Of(visit.StartedAt) < -0.3).ToArray());
        double Change(Code drug) => LogOdds.OfCount(late.Count(visit => visit.Medications.Contains(drug)), late.Length) - LogOdds.OfCount(early.Count(visit => visit.Medications.Contains(drug)), early.Length);
        var byDrift = planted.Medications.OrderByDescending(drug => drug.DriftLogOdds).Select(drug => drug.Code).ToArray();
        Assert.Equal(truth.Medications.Length, byDrift.Length);
        return byDrift.Take(25).Average(Change) - byDrift.TakeLast(25).Average(Change);
    }
}
