namespace CafeMed.Tests.Safety.Rules;

public sealed class ManyDrugsTests
{
    private static readonly string[] s_drugs = ["A02BC01", "B01AA03", "C03CA01", "C07AB02", "C08CA01", "C09AA03", "C10AA05", "H03AA01", "M04AA01", "N02BE01"];

    [Fact]
    public void Nine_drugs_are_not_many() => Assert.Empty(Knowing.Review("many-drugs", Knowing.Patient(), s_drugs[..9]));

    [Fact]
    public void Ten_drugs_are_a_note_about_all_of_them()
    {
        var finding = Assert.Single(Knowing.Review("many-drugs", Knowing.Patient(), s_drugs));

        Assert.Equal((Severity.Note, 10), (finding.Severity, finding.Codes.Length));
    }
}
