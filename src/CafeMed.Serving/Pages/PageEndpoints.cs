using System.Collections.Frozen;
using CafeMed.Serving.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CafeMed.Serving.Pages;

/// <summary>The page: files that lie in this assembly, and hold no patient. What they show they ask of the REST interface, as anybody has to.</summary>
internal static class PageEndpoints
{
    // Nothing from elsewhere, nothing written into the page, no frame around it.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private const string Prefix = "pages/";

    private static readonly FrozenDictionary<string, byte[]> s_files = Read();

    private static readonly FrozenDictionary<string, string> s_types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, file) in new[] { ("/", "patient.html"), ("/model", "model.html"), ("/audit", "audit.html") })
            routes.MapGet(path, (HttpContext context) => Send(context, file)).WithMetadata(Open.Door).ExcludeFromDescription();
        routes.MapGet("/assets/{name}", (HttpContext context, string name) => Send(context, name)).WithMetadata(Open.Door).ExcludeFromDescription();
    }

    private static IResult Send(HttpContext context, string name)
    {
        if (!s_files.TryGetValue(name, out var content))
            throw new RefusedException(404, ServingFaults.NotFound());
        var headers = context.Response.Headers;
        (headers.ContentSecurityPolicy, headers["Referrer-Policy"], headers["Cross-Origin-Opener-Policy"]) = (Policy, "no-referrer", "same-origin");
        return Results.Bytes(content, s_types[Path.GetExtension(name)]);
    }

    private static FrozenDictionary<string, byte[]> Read()
    {
        var assembly = typeof(PageEndpoints).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(name => name[Prefix.Length..], name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }, StringComparer.Ordinal);
    }
}
