using CafeMed.Data;

namespace CafeMed.Tests.Data.Mapping;

public sealed class CcsGroupsTests
{
    private static readonly CcsGroups s_ccs = new CodeMaps().Ccs;

    [Fact]
    public void An_ICD_9_code_has_its_groups_from_wide_to_narrow_and_the_single_level_number()
    {
        var answer = s_ccs.Of(new Code(CodeSystem.Icd9Cm, "01000"))!;

        Assert.Equal([(1, "1"), (2, "1.1"), (3, "1.1.1")], answer.Groups.Select(group => (group.Level, group.Id)));
        Assert.Equal("Tuberculosis", answer.Groups[2].Title);
        Assert.Equal(["1"], answer.SingleLevel);
        Assert.Empty(answer.Via);
    }

    [Fact]
    public void An_ICD_10_code_is_looked_up_by_way_of_ICD_9_and_says_so()
    {
        var answer = s_ccs.Of(new Code(CodeSystem.Icd10Cm, "E119"))!;

        Assert.Contains(new Code(CodeSystem.Icd9Cm, "25000"), answer.Via);
        Assert.Contains(answer.Groups, group => group.Title.Contains("iabetes", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_diagnosis_has_no_group()
    {
        Assert.Null(s_ccs.Of(new Code(CodeSystem.Icd9Cm, "nonsense")));
        Assert.Null(s_ccs.Of(Code.Atc("C09AA05")));
        Assert.Null(s_ccs.Of(new Code(CodeSystem.Icd10Pcs, "6A750Z4")));
    }
}
