using CsCheck;

namespace CafeMed.Tests.Core.Codes;

public sealed class CodeSetTests
{
    [Fact]
    public void A_set_holds_what_was_given_once_and_in_order() => Generate.Codes.Sample(codes =>
        Assert.Equal(codes.Distinct().Order(), CodeSet.From(codes)));

    [Fact]
    public void Sets_with_the_same_codes_are_equal_and_hash_alike() => Gen.Shuffle(Enumerable.Range(0, 9).Select(n => Code.Atc($"C{n}")).ToArray()).Sample(codes =>
    {
        var (set, other) = (CodeSet.From(codes), CodeSet.From([.. codes, codes[0]]));

        Assert.Equal(set, other);
        Assert.Equal(set.GetHashCode(), other.GetHashCode());
    });

    [Fact]
    public void Sets_are_equal_only_if_their_codes_are() => Gen.Select(Generate.Codes, Generate.Codes).Sample((a, b) =>
        Assert.Equal(a.ToHashSet().SetEquals(b), CodeSet.From(a).Equals(CodeSet.From(b))));

    [Fact]
    public void Contains_finds_what_is_there_and_nothing_else() => Gen.Select(Generate.Codes, Generate.Code).Sample((codes, sought) =>
        Assert.Equal(Array.IndexOf(codes, sought) >= 0, CodeSet.From(codes).Contains(sought)));

    [Fact]
    public void Making_a_set_leaves_its_source_as_it_was()
    {
        Code[] codes = [Small.Warfarin, Small.Metformin];

        _ = CodeSet.Create(codes);

        Assert.Equal([Small.Warfarin, Small.Metformin], codes);
    }

    [Fact]
    public void A_set_is_written_as_a_collection_expression_and_reads_back_as_text()
    {
        CodeSet set = [Small.Warfarin, Small.Metformin, Small.Warfarin];

        Assert.Equal("{Atc:A10BA02, Atc:B01AA03}", set.ToString());
        Assert.Equal("{}", CodeSet.Empty.ToString());
    }
}
