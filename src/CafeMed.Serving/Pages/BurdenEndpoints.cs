using System.Globalization;
using CafeMed.Serving.Audit;
using CafeMed.Serving.Json;
using CafeMed.Serving.Options;
using CafeMed.Serving.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CafeMed.Serving.Pages;

/// <summary>What the page needs besides advice: names to choose from, and the audit in numbers.</summary>
internal static class BurdenEndpoints
{
    private const int MostDays = 366;
    private const int UsualDays = 30;

    public static void MapBurden(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1");
        v1.MapGet("/names", (string? kind, string? text, Answering answering, NameSearch names) => Results.Json(names.Find(answering.Model.Model, kind, text), ServingJson.Rest))
            .WithName("names").WithTags("Model").WithSummary("Up to 12 diagnoses, procedures, drugs or drugs to be allergic to, by a part of their names.")
            .Produces<IReadOnlyList<NameMatch>>().ProducesProblem(401).ProducesProblem(422).ProducesProblem(503);
        v1.MapGet("/audit", SummaryAsync).WithName("audit").WithTags("Audit")
            .WithSummary("The audit in numbers, for so many days back: records, cards and alerts by day, what became of the cards. No personal data.")
            .Produces<AuditSummary>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(422).ProducesProblem(503);
        v1.MapGet("/audit/chain", VerifyAsync).WithName("auditChain").WithTags("Audit").WithSummary("Walks the whole chain of the audit, and says whether it is as it was written.")
            .Produces<AuditVerdict>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(422).ProducesProblem(503);
    }

    private static async Task<IResult> SummaryAsync(string? days, ServerParts parts, ServerOptions options, CancellationToken ct)
    {
        var count = days is null ? UsualDays
            : int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is >= 1 and <= MostDays ? given : throw new RefusedException(422, PageFaults.BadDays(MostDays));
        using var reader = await OpenAsync(parts, options, ct).ConfigureAwait(false);
        var today = DateOnly.FromDateTime(parts.Time.GetUtcNow().UtcDateTime);
        var from = today.AddDays(1 - count);
        var (first, end) = (new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero), new DateTimeOffset(today.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero));
        var counted = await reader.DaysAsync(first, end, ct).ConfigureAwait(false);
        var feedback = await FeedbackReport.BuildAsync(reader, first, end, ct).ConfigureAwait(false);
        return Results.Json(new AuditSummary(ServedModel.Notice, reader.Name, from, today, counted.Sum(day => day.Kinds.Values.Sum()), counted, feedback), ServingJson.Rest);
    }

    private static async Task<IResult> VerifyAsync(ServerParts parts, ServerOptions options, CancellationToken ct)
    {
        using var reader = await OpenAsync(parts, options, ct).ConfigureAwait(false);
        return Results.Json(await reader.VerifyAsync(null, null, null, ct).ConfigureAwait(false), ServingJson.Rest);
    }

    private static Task<AuditReader> OpenAsync(ServerParts parts, ServerOptions options, CancellationToken ct) => parts.Audit is null || options.Audit.Store == AuditPlaceOptions.None
        ? throw new RefusedException(404, PageFaults.NoAudit())
        : AuditReader.OpenAsync(new AuditOptions { Store = options.Audit.Store, KeyFile = options.Audit.KeyFile }, ct);
}
