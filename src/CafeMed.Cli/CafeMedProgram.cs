using System.CommandLine;
using System.CommandLine.Invocation;
using CafeMed.Cli.Commands;
using CafeMed.Cli.Show;

namespace CafeMed.Cli;

/// <summary>The program: parses, runs one command, and turns whatever happens into an exit code.</summary>
internal static class CafeMedProgram
{
    /// <summary>Runs one command line.</summary>
    /// <returns>0 all is well, 1 unexpected, 2 usage, 3 bad data or configuration, 130 interrupted.</returns>
    public static async Task<int> RunAsync(string[] args, CliStreams streams, TimeProvider time, CancellationToken ct)
    {
        var common = new CommonOptions();
        var context = new CliContext(streams, time, common);
        var parsed = Root(context).Parse(args);
        if (parsed.Action is ParseErrorAction)
            return RefuseUsage(context, parsed);
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
            return Refuse(context, exception);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            context.Log.Line("Interrupted.");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            return Apologise(context, exception);
        }
    }

    private static RootCommand Root(CliContext context)
    {
        var root = new RootCommand("Recommends medications from the records of hospital stays: trains, measures, explains, checks interactions. Research decision support, not a medical device.")
        {
            DemoCommand.Create(context),
            DataCommand.Create(context),
            TrainCommand.Create(context),
            EvalCommand.Create(context),
            RecommendCommand.Create(context),
            LsCommand.Create(context),
            DoctorCommand.Create(context),
        };
        foreach (var option in context.Common.All)
            root.Add(option);
        return root;
    }

    private static int RefuseUsage(CliContext context, ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            context.Streams.Error.WriteLine(error.Message);
        var path = string.Join(' ', Path(parsed.CommandResult).Reverse());
        context.Streams.Error.WriteLine($"See: {path} --help");
        if (parsed.GetValue(context.Common.Json))
            context.Streams.Out.WriteLine(JsonText.Of(new { Fault = new Fault("usage", string.Join(" ", parsed.Errors.Select(error => error.Message)), $"See: {path} --help") }));
        return ExitCodes.Usage;
    }

    private static IEnumerable<string> Path(System.CommandLine.Parsing.CommandResult command)
    {
        for (var at = command; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
            yield return at.Command is RootCommand ? "cafemed" : at.Command.Name;
    }

    private static int Refuse(CliContext context, CafeMedException exception)
    {
        context.Streams.Error.WriteLine($"{exception.Fault.Code}: {exception.Fault.Message}");
        context.Streams.Error.WriteLine($"  {exception.Fault.Hint}");
        Explain(context, exception, exception.Fault);
        return ExitCodes.BadInput;
    }

    private static int Apologise(CliContext context, Exception exception)
    {
        var fault = Faults.Unexpected(exception);
        context.Streams.Error.WriteLine(fault.Message);
        context.Streams.Error.WriteLine($"  {fault.Hint}");
        Explain(context, exception, fault);
        return ExitCodes.Unexpected;
    }

    private static void Explain(CliContext context, Exception exception, Fault fault)
    {
        if (context.Verbose)
            context.Streams.Error.WriteLine(exception);
        if (context.Json)
            context.Streams.Out.WriteLine(JsonText.Of(new { Fault = fault }));
    }
}
