using System.CommandLine;
using System.Globalization;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Show;
using CafeMed.Serving.Audit;

namespace CafeMed.Cli.Commands;

/// <summary>Counts what clinicians did with the cards.</summary>
internal static class FeedbackReportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var from = new Option<string?>("--from") { Description = "First day, UTC: 2026-11-01. Default: the first record's.", HelpName = "DAY" };
        var to = new Option<string?>("--to") { Description = "Last day, UTC, itself included. Default: the last record's.", HelpName = "DAY" };
        var output = new Option<FileInfo?>("--out") { Description = "Write a page with tables and plots there; an older one is replaced. Default: none.", HelpName = "FILE.html" };
        var command = new Command("report", "Counts accepted and overridden cards by service, rule, severity, reason and week, and the alert burden; decrypts nothing.") { from, to, output };
        var store = new AuditStore(command);
        command.Validators.Add(result =>
        {
            foreach (var option in new[] { from, to })
                if (result.GetValue(option) is { } text && Day(text) is null)
                    result.AddError($"{option.Name} must be a day as in 2026-11-23.");
        });
        command.SetAction(async (parsed, ct) =>
        {
            var (first, last) = (Day(parsed.GetValue(from)), Day(parsed.GetValue(to)));
            using var reader = await AuditReader.OpenAsync(store.Of(parsed), ct).ConfigureAwait(false);
            var report = await FeedbackReport.BuildAsync(reader, first ?? DateTimeOffset.MinValue, last?.AddDays(1) ?? DateTimeOffset.MaxValue, ct).ConfigureAwait(false);
            var days = (first, last) switch
            {
                (null, null) => "all days",
                ({ } since, null) => $"from {since:yyyy-MM-dd} on",
                (null, { } until) => $"up to {until:yyyy-MM-dd}",
                ({ } since, { } until) => $"{since:yyyy-MM-dd} to {until:yyyy-MM-dd}",
            };
            FeedbackView.Show(context.Page, report, days);
            if (parsed.GetValue(output) is { } file)
            {
                Write(file, FeedbackView.Html(report, days));
                context.Page.Heading("Written");
                context.Page.Line($"  {file.FullName}");
            }
            return context.Finish(report);
        });
        return command;
    }

    private static DateTimeOffset? Day(string? text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) && day.Year < 9999 ? day : null;

    private static void Write(FileInfo file, string page)
    {
        try
        {
            File.WriteAllText(file.FullName, page);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw AuditCliFaults.NoReport(file.FullName, exception.Message, exception);
        }
    }
}
