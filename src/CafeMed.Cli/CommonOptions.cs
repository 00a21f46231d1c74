using System.CommandLine;

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
        Seed.Validators.Add(result => { if (result.GetValueOrDefault<int?>() is < 0) result.AddError("--seed must be 0 or more."); });
        Threads.Validators.Add(result => { if (result.GetValueOrDefault<int>() is < 1 or > 1024) result.AddError("--threads must be from 1 to 1024."); });
    }

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [Json, Seed, Threads, Verbose];
}
