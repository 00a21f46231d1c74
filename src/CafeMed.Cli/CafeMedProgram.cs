using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using CafeMed.Cli.Commands;
using CafeMed.Cli.Show;

namespace CafeMed.Cli;

/// <summary>The program: parses, runs one command, and turns whatever happens into an exit code.</summary>
internal static class CafeMedProgram
{
    private static readonly (string Name, Func<CliContext, Command> Create)[] s_commands =
    [
        ("demo", DemoCommand.Create),
        ("data", DataCommand.Create),
        ("train", TrainCommand.Create),
        ("eval", EvalCommand.Create),
        ("audit", AuditCommand.Create),
        ("ablate", AblateCommand.Create),
        ("tradeoff", TradeOffCommand.Create),
        ("tune", TuneCommand.Create),
        ("bench", BenchCommand.Create),
        ("recommend", RecommendCommand.Create),
        ("export", ExportCommand.Create),
        ("bundle", BundleCommand.Create),
        ("effects", EffectsCommand.Create),
        ("check", CheckCommand.Create),
        ("verify-safety", VerifySafetyCommand.Create),
        ("knowledge", KnowledgeCommand.Create),
        ("serve", ServeCommand.Create),
        ("feedback", FeedbackCommand.Create),
        ("replay", context => ReplayCommand.Create(context, (file, ct) => ServeCommand.Replaying(file, context.Time, ct))),
        ("ls", LsCommand.Create),
        ("doctor", DoctorCommand.Create),
    ];

    /// <summary>Runs one command line.</summary>
    /// <returns>0 all is well, 1 unexpected, 2 usage, 3 bad data or configuration, 4 an audit found a leak, 5 a safety check failed, 130 interrupted.</returns>
    public static async Task<int> RunAsync(string[] args, CliStreams streams, TimeProvider time, CancellationToken ct)
    {
        var common = new CommonOptions();
        var context = new CliContext(streams, time, common);
        if (Parse(context, args) is not { } parsed)
            return ExitCodes.Usage;
        context.Open(parsed);
        var settings = new InvocationConfiguration
        {
            Output = streams.Out, Error = streams.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(settings, ct).ConfigureAwait(false);
        }
        catch (CafeMedException exception)
        {
            return Refuse(context, exception.Fault, exception, ExitCodes.BadInput);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            context.Log.Line("Interrupted.");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            return Refuse(context, Faults.Unexpected(exception).Fault, exception, ExitCodes.Unexpected);
        }
    }

    /// <summary>Whether the machine gives the program the threads it cannot do without; a fault is told where it does not.</summary>
    public static bool HasThreads()
    {
        try
        {
            Learning.ThreadRoom.Require(Learning.ThreadRoom.Least);
            return true;
        }
        catch (CafeMedException exception)
        {
            // The console's own writer needs a thread for the terminal's signals; the bare stream needs none.
            using var error = Console.OpenStandardError();
            error.Write(Encoding.UTF8.GetBytes($"{exception.Fault.Code}: {exception.Fault.Message}\n  {exception.Fault.Hint}\n"));
            return false;
        }
    }

    // To make all commands takes longer than most of them run: where the first word names one, that one is made.
    private static RootCommand Root(CliContext context, string[] args)
    {
        var root = new RootCommand("Recommends medications from the records of hospital stays: trains, measures, explains, checks interactions. Research decision support, not a medical device.");
        var named = Array.FindAll(s_commands, command => args.Length > 0 && command.Name == args[0]);
        foreach (var (_, create) in named.Length > 0 ? named : s_commands)
            root.Add(create(context));
        foreach (var option in context.Common.All)
            root.Add(option);
        HelpWidth.Set(root, context.Streams.Width);
        return root;
    }

    private static ParseResult? Parse(CliContext context, string[] args)
    {
        try
        {
            var parsed = Root(context, args).Parse(args);
            if (parsed.Action is not ParseErrorAction)
                return parsed;
            if (args.Length == 0)
            {
                // Whoever says nothing wants to know what can be said; still nothing was done.
                Root(context, args).Parse(["--help"]).Invoke(new InvocationConfiguration { Output = context.Streams.Error });
                return null;
            }
            RefuseUsage(context, args, parsed.Errors.Select(Told).Distinct(), string.Join(' ', Path(parsed.CommandResult).Reverse()));
        }
        catch (InvalidOperationException exception)
        {
            // The parser throws where a check of ours reads a value that is none, such as an empty path.
            RefuseUsage(context, args, [exception.Message], "cafemed");
        }
        return null;
    }

    // The parser speaks of types of .NET where a value has the wrong form.
    private static string Told(ParseError error)
    {
        if (error.SymbolResult is not OptionResult { Tokens: [{ Value: var text }], Option: var option })
            return error.Message;
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return type == typeof(int) && !long.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? $"{option.Name} must be a whole number, not '{text}'."
            : error.Message;
    }

    private static void RefuseUsage(CliContext context, string[] args, IEnumerable<string> errors, string path)
    {
        // Nothing was parsed, so the context does not know yet whether JSON was asked for.
        Tell(context, Faults.Usage([.. errors], path).Fault, null, args.Contains("--json"));
    }

    private static IEnumerable<string> Path(CommandResult command)
    {
        for (var at = command; at is not null; at = at.Parent as CommandResult)
            yield return at.Command is RootCommand ? "cafemed" : at.Command.Name;
    }

    private static int Refuse(CliContext context, Fault fault, Exception exception, int exit)
    {
        Tell(context, fault, context.Verbose ? exception : null, context.Json);
        return exit;
    }

    private static void Tell(CliContext context, Fault fault, Exception? trace, bool json)
    {
        context.Streams.Error.WriteLine($"{fault.Code}: {fault.Message}");
        context.Streams.Error.WriteLine($"  {fault.Hint}");
        if (trace is not null)
            context.Streams.Error.WriteLine(trace);
        if (json)
            context.Streams.Out.WriteLine(JsonText.Of(new { Fault = fault }));
    }
}
