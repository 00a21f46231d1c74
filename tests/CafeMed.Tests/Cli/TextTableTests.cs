using CafeMed.Cli.Show;

namespace CafeMed.Tests.Cli;

public sealed class TextTableTests
{
    [Fact]
    public void Numbers_stand_at_the_right_and_words_at_the_left() => Assert.Equal(
        ["  name  value", "  ───────────", "  a         1", "  bc      [2]", "          [3]"],
        TextTable.Lines(["<name", "value"], [["a", "1"], ["bc", "[2]\n[3]"]], 40));

    [Fact]
    public void The_last_column_of_words_is_broken_where_there_is_no_room() => Assert.All(
        TextTable.Lines(["<what", "<found"], [["memory", "a long sentence that does not fit into one line of this table"]], 40),
        line => Assert.True(line.Length <= 40, line));

    [Fact]
    public void Text_is_broken_between_words() =>
        Assert.Equal(["one two", "  three", "  four"], Page.Wrap("one two three four", 8, 2));

    [Fact]
    public void A_word_that_is_too_long_stands_alone() =>
        Assert.Equal(["a", "wordwithoutend", "b"], Page.Wrap("a wordwithoutend b", 5, 0));
}
