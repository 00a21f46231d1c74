using CafeMed.Serving.Json;
using CafeMed.Serving.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CafeMed.Serving.CdsHooks;

/// <summary>The CDS Hooks 2.0 interface.</summary>
internal static class CdsEndpoints
{
    public static void MapCdsHooks(this IEndpointRouteBuilder routes)
    {
        var hooks = routes.MapGroup("/cds-services").WithTags("CDS Hooks");
        hooks.MapGet("", () => Results.Json(new
        {
            Services = CdsService.All.Select(service => new { service.Hook, service.Title, service.Description, service.Id, service.Prefetch, service.UsageRequirements }),
        }, ServingJson.Hooks)).WithMetadata(Open.Door).WithName("cdsServices").WithSummary("Discovery: the services, and what they want to be sent.").Produces(200);
        hooks.MapPost("/{id}", (HttpContext context, string id, CdsDesk desk) => desk.AnswerAsync(context, id)).WithName("cdsService")
            .WithSummary("Answers a hook with cards: patient-view, order-select or order-sign.")
            .WithDescription("412 where what is needed about the patient could not be had. An alert that order-select told is not repeated by order-sign.")
            .Accepts<object>("application/json").Produces(200).ProducesProblem(400).ProducesProblem(401).ProducesProblem(404).ProducesProblem(412);
        hooks.MapPost("/{id}/feedback", (HttpContext context, string id, CdsDesk desk) => desk.FeedbackAsync(context, id)).WithName("cdsFeedback")
            .WithSummary("Takes what became of cards: accepted or overridden, with the reason.")
            .Accepts<object>("application/json").Produces(200).ProducesProblem(400).ProducesProblem(401).ProducesProblem(404);
    }
}
