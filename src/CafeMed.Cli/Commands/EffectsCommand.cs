using System.CommandLine;

namespace CafeMed.Cli.Commands;

/// <summary>Effects of codes on drugs: estimated, shown, attacked.</summary>
internal static class EffectsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context) => new Command("effects", "Estimates effects of diagnoses and procedures on drugs, shows them, and tries to refute them.")
    {
        EffectsFitCommand.Create(context),
        EffectsShowCommand.Create(context),
        EffectsRefuteCommand.Create(context),
        EffectsDiscoverCommand.Create(context),
    };
}
