namespace CafeMed.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Codes_print_as_they_are_read() => Assert.Equal("Atc:C09AA", Code.Parse("Atc:C09AA").ToString());
}
