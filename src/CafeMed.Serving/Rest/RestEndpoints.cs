using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CafeMed.Data;
using CafeMed.Serving.Answers;
using CafeMed.Serving.Checks;
using CafeMed.Serving.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CafeMed.Serving.Rest;

/// <summary>The REST interface.</summary>
internal static class RestEndpoints
{
    public const string Json = "application/json";
    public const string Fhir = "application/fhir+json";
    private const int Told = 500;

    public static void MapRest(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1");
        v1.MapPost("/recommendations", AdviseAsync).WithName("recommend").WithTags("Advice")
            .WithSummary("Advice for one patient: drugs with probability and reasons, findings, what was not understood.")
            .WithDescription("Takes a patient as JSON, bare or with options, or a FHIR R4 Bundle as application/fhir+json. With a bare patient or a Bundle the options stand in the query: ?safe=true&maxBurden=10&objective=log-odds.")
            .Accepts<AdviceRequest>(Json, Fhir).Produces<AdviceAnswer>().WithProblems();
        v1.MapPost("/checks", async (HttpContext context, Answering answering) =>
                await answering.RespondAsync(context, AnswerKinds.Check, await answering.BodyAsync(context, Json).ConfigureAwait(false)).ConfigureAwait(false))
            .WithName("check").WithTags("Advice").WithSummary("Checks a list of drugs for interactions, allergies, duplicates and diagnoses, without a model.")
            .WithDescription("Names, brands, ATC codes, RxCUI and NDC are understood. What is not understood is listed, never guessed.")
            .Accepts<CheckRequest>(Json).Produces<CheckReport>().WithProblems();
        v1.MapPost("/what-if", WhatIfAsync).WithName("whatIf").WithTags("Advice")
            .WithSummary("Advice before and after changes to the patient, and what differs.")
            .Accepts<WhatIfRequest>(Json).Produces<WhatIfAnswer>().WithProblems();
        v1.MapGet("/model", Model).WithName("model").WithTags("Model").WithSummary("The model that answers: hash, versions, model card.").Produces<ModelAnswer>().WithProblems();
        v1.MapGet("/model/card", (Answering answering) => Page(answering.Model.Model.CardHtml)).WithName("modelCard").WithTags("Model")
            .WithSummary("The model card as a page.").Produces<string>(200, "text/html").WithProblems();
        v1.MapGet("/model/report", (Answering answering) => Page(answering.Model.Model.ReportHtml)).WithName("modelReport").WithTags("Model")
            .WithSummary("The report of the run as a page.").Produces<string>(200, "text/html").WithProblems();
        v1.MapGet("/patients", Patients).WithName("patients").WithTags("Model").WithSummary("Patients to try the model with, at most 500; none where none were given at start.")
            .Produces<IReadOnlyList<PatientSummary>>().WithProblems();
        v1.MapGet("/patients/{id}", Patient).WithName("patient").WithTags("Model").WithSummary("One of those patients, as POST /v1/recommendations takes it.")
            .Produces<JsonElement>(200, Json).WithProblems();
    }

    private static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder route)
    {
        foreach (var status in new[] { 400, 401, 404, 413, 415, 422, 429, 503 })
            route.ProducesProblem(status);
        return route;
    }

    private static async Task AdviseAsync(HttpContext context, Answering answering) =>
        await answering.RespondAsync(context, AnswerKinds.Recommendation, Envelope(context.Request, await answering.BodyAsync(context, Json, Fhir).ConfigureAwait(false))).ConfigureAwait(false);

    private static async Task WhatIfAsync(HttpContext context, Answering answering) =>
        await answering.RespondAsync(context, AnswerKinds.WhatIf, await answering.BodyAsync(context, Json).ConfigureAwait(false)).ConfigureAwait(false);

    // What is written down is one document, whichever way the options came.
    private static ReadOnlyMemory<byte> Envelope(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var fhir = request.ContentType!.StartsWith(Fhir, StringComparison.OrdinalIgnoreCase);
        if (!RequestReading.HasMember(body, "visits"u8) && !fhir)
            return body;
        var whole = new ArrayBufferWriter<byte>(body.Length + 200);
        using (var json = new Utf8JsonWriter(whole))
        {
            json.WriteStartObject();
            Options(json, request.Query);
            json.WritePropertyName(fhir ? "fhir" : "patient");
            json.WriteRawValue(body.Span, skipInputValidation: true);
            json.WriteEndObject();
        }
        return whole.WrittenMemory;
    }

    private static void Options(Utf8JsonWriter json, IQueryCollection query)
    {
        foreach (var (name, value) in query)
            switch (name)
            {
                case "safe" or "gates" when bool.TryParse(value, out var wanted):
                    json.WriteBoolean(name, wanted);
                    break;
                case "maxBurden" when double.TryParse(value, CultureInfo.InvariantCulture, out var burden) && double.IsFinite(burden):
                    json.WriteNumber(name, burden);
                    break;
                case "objective":
                    json.WriteString(name, value.ToString());
                    break;
                default:
                    throw new RefusedException(422, ServingFaults.BadOption(name.Length > 40 ? name[..40] : name, "is not known, or its value is of another type"));
            }
    }

    private static IResult Model(Answering answering)
    {
        var (model, described) = (answering.Model.Model, answering.Model.Described);
        JsonElement? card = model.CardJson is { } text ? JsonDocument.Parse(text).RootElement : null;
        return Results.Json(new ModelAnswer(
            ServedModel.Notice, described, typeof(RestEndpoints).Assembly.GetName().Version!.ToString(3),
            CodeKinds.All.Where(kind => model.Vocabularies[kind].Count > 0).ToDictionary(PatientFile.NameOf, kind => model.Vocabularies[kind].Count),
            SafeText.Chosen(model.Decision, safe: false), card, model.ReportHtml is not null), ServingJson.Rest);
    }

    private static IResult Page(string? html) => html is null ? throw new RefusedException(404, ServingFaults.NotFound()) : Results.Content(html, "text/html; charset=utf-8");

    private static IResult Patients(Answering answering)
    {
        var model = answering.Model.Model;
        return Results.Json(model.Samples.Take(Told).Select(patient => new PatientSummary(
            patient.Id, patient.Visits.Length, First(patient, CodeKind.Age), First(patient, CodeKind.Sex),
            [.. patient.CurrentVisit.Diagnoses.Take(3).Select(code => new NamedCode(code, model.Names.Label(code)))])), ServingJson.Rest);
    }

    private static IResult Patient(string id, Answering answering, TimeProvider time) =>
        answering.Model.Model.Samples.FirstOrDefault(patient => patient.Id == id) is { } found
            ? Results.Content(PatientFile.Write(found, time), "application/json; charset=utf-8")
            : throw new RefusedException(404, ServingFaults.NotFound());

    private static string? First(Patient patient, CodeKind kind) => patient.CurrentVisit[kind] is { Count: > 0 } codes ? codes[0].Value : null;
}
