using System.Text;

namespace CafeMed.Serving.CdsHooks;

/// <summary>Text as GitHub-flavoured Markdown: what a request said cannot become a link or a tag.</summary>
internal static class Gfm
{
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '~' or '!')
                safe.Append('\\');
            safe.Append(char.IsControl(letter) ? ' ' : letter);
        }
        return safe.ToString();
    }
}
