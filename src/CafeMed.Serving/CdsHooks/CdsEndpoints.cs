using Microsoft.AspNetCore.Routing;

namespace CafeMed.Serving.CdsHooks;

/// <summary>The CDS Hooks face.</summary>
internal static class CdsEndpoints
{
    public static void MapCdsHooks(this IEndpointRouteBuilder routes) => _ = routes;
}
