using CsCheck;

namespace CafeMed.Tests.Core.Codes;

public sealed class VocabularyTests
{
    [Fact]
    public void Columns_do_not_depend_on_the_order_codes_come_in() => Generate.Codes.Sample(codes =>
        Assert.Equal(new Vocabulary(CodeKind.Diagnosis, codes).Codes, new Vocabulary(CodeKind.Diagnosis, codes.Reverse()).Codes));

    [Fact]
    public void A_code_is_found_in_its_own_column() => Generate.Codes.Sample(codes =>
    {
        var vocabulary = new Vocabulary(CodeKind.Diagnosis, codes);

        for (var column = 0; column < vocabulary.Count; column++)
            Assert.Equal(column, vocabulary.IndexOf(vocabulary[column]));
    });

    [Fact]
    public void A_code_that_is_not_there_has_no_column() => Assert.Equal(-1, new Vocabulary(CodeKind.Medication, [Small.Warfarin]).IndexOf(Small.Metformin));

    [Fact]
    public void Fill_accounts_for_every_code() => Gen.Select(Generate.Codes, Generate.Codes).Sample((known, given) =>
    {
        var (vocabulary, set) = (new Vocabulary(CodeKind.Diagnosis, known), CodeSet.From(given));
        var columns = new int[set.Count];

        var (filled, missed) = vocabulary.Fill(set, columns);

        Assert.Equal(set.Count, filled + missed);
        Assert.Equal(set.Where(code => known.Contains(code)), columns.Take(filled).Select(column => vocabulary[column]));
    });
}
