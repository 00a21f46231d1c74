using CafeMed.Serving.Fhir;
using Microsoft.Extensions.DependencyInjection;

namespace CafeMed.Serving.CdsHooks;

/// <summary>What CDS Hooks needs.</summary>
internal static class CdsServices
{
    public static void Add(IServiceCollection services) => services.AddSingleton<FhirBackend>().AddSingleton<CdsDesk>();
}
