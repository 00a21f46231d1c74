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
        Description = "Threads for the network's arithmetic, at most one for each core. More than one helps on an idle machine, and costs much on a busy one.",
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
        From(Threads, 1, Environment.ProcessorCount, $": this machine has {Show.Figures.Of(Environment.ProcessorCount, "core")}");
    }

    /// <summary>Lets <paramref name="option"/> have no number outside of a range.</summary>
    /// <param name="option">An option of a whole number.</param>
    /// <param name="least">The least number.</param>
    /// <param name="most">The greatest number.</param>
    /// <param name="why">Said behind the range.</param>
    public static void From(Option option, int least, int most, string why = "") => option.Validators.Add(result =>
    {
        // Text that is no number has an error of its own.
        if (result.Tokens is [{ Value: var text }] && long.TryParse(text, CultureInfo.InvariantCulture, out var number) && (number < least || number > most))
            result.AddError($"{option.Name} must be {(most == int.MaxValue && number < least ? $"{least} or more" : least == most ? $"{least}" : $"from {least} to {most}")}{why}.");
    });

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [Json, Seed, Threads, Verbose];
}
