namespace CafeMed.Tests.Core.Codes;

public sealed class VocabulariesTests
{
    [Fact]
    public void Every_kind_has_a_vocabulary_of_its_own_codes()
    {
        var all = Vocabularies.Of(Small.Cohort);

        Assert.Equal([Small.Diabetes, Small.Hypertension, Small.Fibrillation], all[CodeKind.Diagnosis].Codes);
        Assert.Equal([Small.Stent], all[CodeKind.Procedure].Codes);
        Assert.Equal(5, all.Medications.Count);
        Assert.Equal(CodeKinds.Encoded, all.All.Select(vocabulary => vocabulary.Kind));
        Assert.Equal(0, all[CodeKind.Sex].Count);
    }

    [Fact]
    public void Rare_means_few_patients_and_not_few_visits()
    {
        var common = Vocabularies.Of(Small.Cohort, minPatients: 2);

        Assert.Equal([Small.Hypertension], common[CodeKind.Diagnosis].Codes);
        Assert.Equal([Small.Lisinopril], common.Medications.Codes);
    }

    [Fact]
    public void They_remember_whose_codes_they_are()
    {
        var fitted = Vocabularies.Of(new Cohort("anna", [Small.Anna])).FittedOn;

        Assert.Equal(1, fitted.Overlap([Small.Anna, Small.Ben]));
        Assert.Equal(0, fitted.Overlap([Small.Ben]));
    }
}
