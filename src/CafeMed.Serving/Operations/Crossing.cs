using CafeMed.Serving.Options;
using CafeMed.Serving.Security;
using Microsoft.Extensions.DependencyInjection;

namespace CafeMed.Serving.Operations;

/// <summary>Which pages of browsers may ask from elsewhere (CORS).</summary>
internal static class Crossing
{
    public static void Add(IServiceCollection services, ServerOptions options)
    {
        var origins = options.Cors.Origins;
        var open = options.Access.ApiKeys.Count == 0 && options.Access.Issuers.Count == 0;
        if (origins.Contains("*") && open)
            throw StartFaults.BadSetting("cors.origins", "every page of the Web could ask, and nothing says who may");
        foreach (var origin in origins.Where(origin => origin != "*"))
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var url) || url.GetLeftPart(UriPartial.Authority) != origin)
                throw StartFaults.BadSetting("cors.origins", $"'{origin}' is no origin such as https://ehr.example.org");
        services.AddCors(cors => cors.AddDefaultPolicy(policy =>
        {
            if (origins.Contains("*"))
                policy.AllowAnyOrigin();
            else
                policy.WithOrigins([.. origins]);
            policy.WithMethods("GET", "POST").WithHeaders("authorization", "content-type", "accept").WithExposedHeaders(Rest.Answering.AuditHeader).SetPreflightMaxAge(TimeSpan.FromHours(1));
        }));
    }
}
