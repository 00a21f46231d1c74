using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>What every page has around its sections: nothing from elsewhere, no script, no font, and the word of what it is not.</summary>
internal static class PageFrame
{
    /// <summary>The whole page, to be written as UTF-8; the same input gives the same bytes.</summary>
    /// <param name="title">The window's title.</param>
    /// <param name="first">The section that the keyboard can skip to, and what that is called.</param>
    /// <param name="head">From <see cref="Head"/>, and what stands above the sections.</param>
    /// <param name="main">The sections.</param>
    /// <param name="footer">The last line, after what the page is not.</param>
    public static string Of(string title, (string Id, string Name) first, Markup head, Markup main, Markup footer) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <title>{title}</title>
        <style>{PageStyle.Sheet}</style>
        </head>
        <body>
        <a class="skip" href="#{first.Id}">Skip to {first.Name}</a>
        {PageStyle.Patterns}
        <div class="page">
        {head}
        <main>
        {main}</main>
        <footer><p>Research decision support. Not a medical device.{footer}</p></footer>
        </div>
        </body>
        </html>

        """).ToString().ReplaceLineEndings("\n");

    /// <summary>The head of the page.</summary>
    public static Markup Head(string eyebrow, string title, IEnumerable<Markup> facts, string notice) => Markup.Of($"""
        <header>
        <p class="eyebrow">{eyebrow}</p>
        <h1>{title}</h1>
        <p class="facts">{Markup.Join(Markup.Of($" "), facts.Select(fact => Markup.Of($"<span>{fact}</span>")))}</p>
        <p class="notice" role="note"><strong>Research decision support. Not a medical device.</strong> {notice}</p>
        </header>

        """);

    /// <summary>What a reader must know before trusting a number; nothing where there is none.</summary>
    public static Markup Alarm(IReadOnlyCollection<string> warnings) => warnings.Count == 0
        ? Markup.Empty
        : Markup.Of($"<div class=\"alarm\" role=\"note\"><strong>Before you trust a number</strong><ul>{warnings.Select(warning => Markup.Of($"<li>{warning}</li>"))}</ul></div>\n");

    /// <summary>Links to the sections.</summary>
    public static Markup Links(params IEnumerable<(string Id, string Name)> sections) =>
        Markup.Of($"<nav aria-label=\"Sections\">{sections.Select(section => Markup.Of($"<a href=\"#{section.Id}\">{section.Name}</a>"))}</nav>");
}
