using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

public sealed class SyntheticOptionsTests
{
    public static TheoryData<string, SyntheticOptions> Bad => new()
    {
        { "Patients", new() { Patients = 0 } },
        { "Patients", new() { Patients = -5 } },
        { "Patients", new() { Patients = 1_000_001 } },
        { "Confounding", new() { Confounding = -0.1 } },
        { "Confounding", new() { Confounding = double.NaN } },
        { "Modification", new() { Modification = -1 } },
        { "Modification", new() { Modification = double.PositiveInfinity } },
        { "Persistence", new() { Persistence = -1 } },
        { "Persistence", new() { Persistence = 4 } },
        { "Sites", new() { Sites = 0 } },
        { "Sites", new() { Sites = 101 } },
        { "MaxVisits", new() { MaxVisits = 0 } },
        { "MaxVisits", new() { MaxVisits = 51 } },
        { "Icd9Share", new() { Icd9Share = -0.01 } },
        { "Icd9Share", new() { Icd9Share = 1.01 } },
        { "RareTail", new() { RareTail = 3.1 } },
        { "CodeSpread", new() { CodeSpread = -0.1 } },
        { "MissingLabels", new() { MissingLabels = 0.51 } },
        { "SpuriousLabels", new() { SpuriousLabels = 0.11 } },
        { "MissingCodes", new() { MissingCodes = double.NaN } },
        { "SiteVariation", new() { SiteVariation = 4 } },
        { "Drift", new() { Drift = -1 } },
        { "VisitsPerPatient", new() { VisitsPerPatient = 0.9 } },
        { "DiagnosesPerVisit", new() { DiagnosesPerVisit = 31 } },
        { "ProceduresPerVisit", new() { ProceduresPerVisit = 0 } },
        { "DrugsPerVisit", new() { DrugsPerVisit = 60 } },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void An_option_out_of_its_range_is_a_fault_that_names_it(string option, SyntheticOptions options)
    {
        var thrown = Assert.Throws<CafeMedException>(() => SyntheticCohort.Create(options, null, TestContext.Current.CancellationToken));

        Assert.Equal("CM1901", thrown.Fault.Code);
        Assert.Contains(option, thrown.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_in_range() => Assert.Equal(new SyntheticOptions(), new SyntheticOptions().Checked());

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, 3, 3)]
    public void The_ends_of_the_ranges_work(double confounding, double modification, double persistence)
    {
        var (cohort, truth) = SyntheticCohortTests.Create(
            new() { Patients = 30, Confounding = confounding, Modification = modification, Persistence = persistence, Drift = persistence, SiteVariation = confounding, Sites = 100, MaxVisits = 50 });

        Assert.Equal(30, cohort.Patients.Length);
        Assert.InRange(truth.Oracle.Jaccard, 0.3, 1);
    }

    [Fact]
    public void The_documented_defaults_are_those_of_the_code()
    {
        var rows = Repository.Read(Repository.File("docs/synthetic.md")).Split('\n')
            .Where(line => line.StartsWith("| `--", StringComparison.Ordinal)).Select(line => line.Split('|'))
            .ToDictionary(cells => cells[1].Trim(' ', '`', '-').Replace("-", "", StringComparison.Ordinal), cells => cells[2].Trim());

        Assert.All(
            typeof(SyntheticOptions).GetProperties().Where(property => property.CanWrite),
            property => Assert.Equal(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{property.GetValue(new SyntheticOptions())}"), rows.GetValueOrDefault(property.Name.ToLowerInvariant(), $"{property.Name} is not documented")));
    }
}
