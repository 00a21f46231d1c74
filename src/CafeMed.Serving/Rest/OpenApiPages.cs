using CafeMed.Serving.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CafeMed.Serving.Rest;

/// <summary>The description of the interface for programs, at <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiPages
{
    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            foreach (var converter in Json.ServingJson.Rest.Converters)
                json.SerializerOptions.Converters.Add(converter);
        });
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "CafeMed";
            document.Info.Version = "v1";
            document.Info.Description = "Medication advice from visit histories: research decision support, not a medical device.";
            document.Servers?.Clear();
            RequestExamples.Add(document);
            return Task.CompletedTask;
        }));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json").WithMetadata(Open.Door);
}
