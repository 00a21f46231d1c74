using CafeMed.Learning.Evaluation.Report;
using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Export.Card;

/// <summary>A model card as one page that needs nothing else: no network, no script, no font.</summary>
public static class ModelCardPage
{
    /// <summary>The page, to be written as UTF-8.</summary>
    /// <param name="card">The card.</param>
    /// <param name="label">What a group's code is called.</param>
    public static string Render(ModelCard card, Func<Code, string> label)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(label);
        var groups = card.Attributes.GroupBy(attribute => attribute.Outline.Group).ToArray();
        var head = PageFrame.Head(
            "CafeMed: model card",
            card.Title,
            [Markup.Of($"{card.Name}"), Markup.Of($"{card.Attributes.Count - card.Open} of {card.Attributes.Count} attributes filled"), Markup.Of($"{card.Open} to be filled by the deployer")],
            "A card says what was measured and what was not. It does not make a model fit for use.");
        var main = Markup.Of($"""
            {groups.Select((group, i) => Section(i + 1, group.Key, group))}{Groups(card, label)}
            """);
        return PageFrame.Of(
            $"{card.Name} · CafeMed model card",
            ("group-1", "the card"),
            Markup.Of($"{head}{PageFrame.Alarm([.. card.Warnings])}{PageFrame.Links([.. groups.Select((group, i) => ($"group-{i + 1}", group.Key)), ("groups", "By group")])}"),
            main,
            Markup.Empty);
    }

    private static Markup Section(int number, string name, IEnumerable<CardAttribute> attributes) => Markup.Of($"""
        <section aria-labelledby="group-{number}"><h2 id="group-{number}">{number}. {name}</h2>
        {Table.Of(name, [new("Attribute"), new("Answer"), new("Filled by")], attributes.Select(attribute => new[]
        {
            Markup.Of($"{attribute.Outline.Number} {attribute.Outline.Title}"), Answer(attribute), Markup.Encoded(Words(attribute.Filler)),
        }))}</section>

        """);

    private static Markup Answer(CardAttribute attribute) => attribute.Filler == CardFiller.Open
        ? Markup.Of($"<em>To be filled by the deployer.</em> <small>{attribute.Outline.Expected}</small>")
        : Markup.Join(Markup.Of($"<br/>"), attribute.Lines.Select(line => Markup.Of($"{line}")));

    private static Markup Groups(ModelCard card, Func<Code, string> label) => Markup.Of($"""
        <section aria-labelledby="groups"><h2 id="groups">Held-out patients by group</h2>
        <p>Groups of fewer than {CardGroups.Least} patients are named, and not measured. Calibration is drugs expected over drugs given: 1 where probabilities are right on the whole.</p>
        {Table.Of("By group, with 95 % intervals over patients", [new("Group"), new("Patients", true), new("Jaccard", true), new("F1", true), new("Calibration", true)], card.Groups.Select(group => new[]
        {
            Markup.Encoded($"{group.Kind}: {(group.Group is { } code ? label(code) : "not recorded")}"), Markup.Encoded(Numbers.Count(group.Patients)),
            Cell(group.Jaccard), Cell(group.F1), Cell(group.Calibration),
        }))}</section>

        """);

    private static Markup Cell(Interval? value) => Markup.Encoded(value is { } known ? Numbers.Measure(known) : Numbers.None);

    private static string Words(CardFiller filler) => filler switch
    {
        CardFiller.Run => "the run",
        CardFiller.Project => "the project",
        CardFiller.Deployer => "the deployer",
        _ => "nobody yet",
    };
}
