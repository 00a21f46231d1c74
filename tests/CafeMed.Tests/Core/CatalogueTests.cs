namespace CafeMed.Tests.Core;

public sealed class CatalogueTests
{
    private readonly Catalogue<IGreeting> _catalogue = new(typeof(CatalogueTests).Assembly, "greeting");

    [Fact]
    public void Parts_are_found_by_being_there()
    {
        Assert.Equal(["good-day", "hello"], _catalogue.Names);
        Assert.Equal(["Says good day.", "Says hello."], _catalogue.Parts.Select(part => part.Summary));
    }

    [Fact]
    public void Parts_are_made_by_name() => Assert.Equal("hello Anna", _catalogue.Create("hello", "Anna").Text);

    [Fact]
    public void An_unknown_name_is_a_fault_that_offers_the_nearest()
    {
        var fault = Fails.With("CM2002", () => _catalogue.Create("helo", "Anna"));

        Assert.Contains("did you mean 'hello'?", fault.Message, StringComparison.Ordinal);
        Assert.Contains("good-day, hello", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_name_is_near_none_is_offered() =>
        Assert.DoesNotContain("did you mean", Fails.With("CM2002", () => _ = _catalogue["goodbye-forever"]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_class_without_attribute_is_a_programming_error() =>
        Assert.Throws<InvalidOperationException>(() => PartAttribute.Of(typeof(CatalogueTests)));

    public interface IGreeting
    {
        string Text { get; }
    }

    [Part("hello", Source = "house", Summary = "Says hello.")]
    public sealed class Hello(string whom) : IGreeting
    {
        public string Text => $"hello {whom}";
    }

    [Part("good-day", Source = "house", Summary = "Says good day.")]
    public sealed class GoodDay(string whom) : IGreeting
    {
        public string Text => $"good day {whom}";
    }

    [Part("unfinished", Source = "house", Summary = "Cannot be made.")]
    public abstract class Unfinished : IGreeting
    {
        public abstract string Text { get; }
    }

    public sealed class Nameless : IGreeting
    {
        public string Text => "";
    }
}
