using System.CommandLine;

namespace CafeMed.Cli.Commands;

/// <summary>Cohorts: read from a data set, or made up.</summary>
internal static class DataCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context) => new Command("data", "Makes cohorts: from a data set, or of synthetic people.")
    {
        DataImportCommand.Create(context),
        DataSynthCommand.Create(context),
        DataCompareCommand.Create(context),
    };
}
