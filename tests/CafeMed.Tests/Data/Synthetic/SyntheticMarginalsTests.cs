using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

/// <summary>That the averages are those asked for.</summary>
public sealed class SyntheticMarginalsTests
{
    public static TheoryData<string, SyntheticOptions> Asked => new()
    {
        { "as usual", new() { Patients = 9000 } },
        { "larger", new() { Patients = 5000, VisitsPerPatient = 1.6, DiagnosesPerVisit = 18, ProceduresPerVisit = 5.5, DrugsPerVisit = 24 } },
        { "smaller and stronger", new() { Patients = 16000, VisitsPerPatient = 2, DiagnosesPerVisit = 8, ProceduresPerVisit = 2, DrugsPerVisit = 9, Confounding = 2, Modification = 2 } },
        { "changing and rare", new() { Patients = 8000, Drift = 2, RareTail = 2, SiteVariation = 2, Sites = 20, Persistence = 0.3, Seed = 11 } },
    };

    [Theory]
    [MemberData(nameof(Asked), DisableDiscoveryEnumeration = true)]
    public void The_averages_asked_for_come_out_within_two_percent(string what, SyntheticOptions options)
    {
        var (visits, diagnoses, procedures, drugs) = (0, 0, 0, 0);
        foreach (var visit in SyntheticCohort.Stream(options, 2, TestContext.Current.CancellationToken).SelectMany(patient => patient.Visits))
            (visits, diagnoses, procedures, drugs) = (visits + 1, diagnoses + visit.Diagnoses.Count, procedures + visit.Procedures.Count, drugs + visit.Medications.Count);

        var found = $"{what}: {(double)visits / options.Patients:0.000} visits, {(double)diagnoses / visits:0.000} diagnoses, {(double)procedures / visits:0.000} procedures, {(double)drugs / visits:0.000} drugs";
        Assert.True(Near(options, options.VisitsPerPatient, (double)visits / options.Patients), found);
        Assert.True(Near(options, options.DiagnosesPerVisit, (double)diagnoses / visits), found);
        Assert.True(Near(options, options.ProceduresPerVisit, (double)procedures / visits), found);
        Assert.True(Near(options, options.DrugsPerVisit, (double)drugs / visits), found);
    }

    [Fact]
    public void Averages_that_cannot_be_are_a_fault()
    {
        var thrown = Assert.Throws<CafeMedException>(() => SyntheticCohortTests.Create(new() { Patients = 1, RareTail = 0, DiagnosesPerVisit = 30, DrugsPerVisit = 3 }));

        Assert.Equal("CM1910", thrown.Fault.Code);
    }

    [Fact]
    public void The_rare_become_more_common_with_the_tail()
    {
        double[] shares = [.. new[] { 0.0, 1, 3 }.Select(tail => RareShare(new() { Patients = 600, RareTail = tail }))];

        Assert.True(shares[0] < 0.6 * shares[1], string.Join(", ", shares));
        Assert.True(shares[2] > 1.12 * shares[1], string.Join(", ", shares));
    }

    // The share of diagnoses outside of the 150 commonest codes.
    private static double RareShare(SyntheticOptions options)
    {
        var counts = SyntheticCohort.Stream(options, 1, TestContext.Current.CancellationToken).SelectMany(patient => patient.Visits)
            .SelectMany(visit => visit.Diagnoses).GroupBy(code => code).Select(same => same.Count()).OrderDescending().ToArray();
        return counts.Skip(150).Sum() / (double)counts.Sum();
    }

    // Twice the confounding makes people so different that pilot and cohort differ by chance by more than a hundredth.
    private static bool Near(SyntheticOptions options, double asked, double found) => Math.Abs(found / asked - 1) <= (options.Confounding > 1 ? 0.03 : 0.02);
}
