using System.Text.Json;
using CafeMed.Data.Fhir;

namespace CafeMed.Serving.Fhir;

/// <summary>Reads a Bundle that holds one patient.</summary>
internal static class FhirBundle
{
    /// <summary>The patient; the last encounter is the one to be advised on.</summary>
    /// <exception cref="RefusedException">422: it is no Bundle, or holds no patient, or several.</exception>
    public static FhirPatient Read(ServedModel model, JsonElement bundle, DateTimeOffset at)
    {
        if (bundle.ValueKind != JsonValueKind.Object || bundle.Text("resourceType") != "Bundle")
            throw new RefusedException(422, ServingFaults.NotABundle("its resourceType is not Bundle"));
        var record = new FhirRecord();
        record.Add(bundle, "the Bundle");
        var people = record.Of("Patient").Select(root => root.Text("id") ?? "").Distinct().Count();
        if (people > 1)
            throw new RefusedException(422, ServingFaults.SeveralPatients(people));
        if (people == 0 && record.Of("Encounter").Count == 0)
            throw new RefusedException(422, ServingFaults.NotABundle("it has neither a Patient nor an Encounter"));
        return FhirReading.Read(model, record, null, null, at, lastIsCurrent: true);
    }
}
