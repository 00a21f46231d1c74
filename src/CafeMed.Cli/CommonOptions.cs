using System.CommandLine;
using System.Globalization;

namespace CafeMed.Cli;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    /// <summary>One JSON document instead of text.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output instead of text. Default: text.",
        Recursive = true,
    };

    /// <summary>Everything that is drawn by chance.</summary>
    public Option<int?> Seed { get; } = new("--seed")
    {
        Description = "Decides everything drawn by chance: synthetic people, split, initial weights, batches, bootstrap. Default: 7; for train the configuration's; for eval, where it only decides the bootstrap, the run's. Commands that draw nothing ignore it.",
        HelpName = "N",
        Recursive = true,
    };

    /// <summary>Cores for tensors.</summary>
    public Option<int> Threads { get; } = new("--threads")
    {
        Description = "Threads for the network's arithmetic. More than one helps on an idle machine, and costs much on a busy one.",
        HelpName = "N",
        Recursive = true,
        DefaultValueFactory = _ => 1,
    };

    /// <summary>Stack traces.</summary>
    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Show the stack trace of a fault. Default: code, message and hint alone.",
        Recursive = true,
    };

    /// <summary>Refuses numbers that cannot be meant.</summary>
    public CommonOptions()
    {
        From(Seed, 0, int.MaxValue);
        From(Threads, 1, 1024);
    }

    /// <summary>Lets <paramref name="option"/> have no number outside of a range.</summary>
    public static void From(Option option, int least, int most) => option.Validators.Add(result =>
    {
        // Text that is no number has an error of its own.
        if (result.Tokens is [{ Value: var text }] && long.TryParse(text, CultureInfo.InvariantCulture, out var number) && (number < least || number > most))
            result.AddError($"{option.Name} must be {(most == int.MaxValue ? $"{least} or more" : $"from {least} to {most}")}.");
    });

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [Json, Seed, Threads, Verbose];
}
