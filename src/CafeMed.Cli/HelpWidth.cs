using System.CommandLine;
using System.CommandLine.Help;

namespace CafeMed.Cli;

/// <summary>Fits the help to the width of the output.</summary>
internal static class HelpWidth
{
    /// <summary>Breaks the lines of every command's help at <paramref name="width"/> columns.</summary>
    public static void Set(RootCommand root, int width)
    {
        if (root.Options.OfType<HelpOption>().FirstOrDefault()?.Action is HelpAction action)
            action.MaxWidth = width;
    }
}
