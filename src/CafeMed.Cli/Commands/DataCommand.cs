using System.CommandLine;

namespace CafeMed.Cli.Commands;

/// <summary>Cohorts: read from a data set, or made up; and the open data sets themselves.</summary>
internal static class DataCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context) => new Command("data", "Makes cohorts: from a data set, or of synthetic people; says what was not mapped; downloads open data sets.")
    {
        DataImportCommand.Create(context),
        DataSynthCommand.Create(context),
        DataCoverageCommand.Create(context),
        DataGetCommand.Create(context),
    };
}
