using CafeMed.Data;

namespace CafeMed.Tests.Data.Mapping;

public sealed class CodeParentsTests
{
    [Theory]
    [InlineData("Icd10Cm:E1122", "E112 E11", "E11")]
    [InlineData("Icd9Cm:25002", "2500 250", "250")]
    [InlineData("Icd9Cm:V4581", "V458 V45", "V45")]
    [InlineData("Icd9Cm:E9342", "E934", "E934")]
    [InlineData("Icd9Proc:3961", "396 39", "39")]
    [InlineData("Icd10Pcs:027034Z", "027034 02703 0270 027", "027")]
    [InlineData("Atc:C09AA05", "C09AA C09A C09 C", "C09AA05")]
    [InlineData("Icd10Cm:I10", "", "I10")]
    [InlineData("Local:anything", "", "anything")]
    public void Parents_come_the_nearest_first_and_end_with_the_category(string code, string parents, string category)
    {
        Assert.Equal(parents, string.Join(' ', CodeParents.Of(Code.Parse(code)).Select(parent => parent.Value)));
        Assert.Equal(category, CodeCategories.OwnOf(Code.Parse(code)).Value);
    }
}
