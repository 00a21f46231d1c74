using System.Text.Json;
using CafeMed.Data;
using CafeMed.Serving.CdsHooks;
using CafeMed.Serving.Checks;
using CafeMed.Serving.Fhir;
using CafeMed.Serving.Json;

namespace CafeMed.Serving.Answers;

/// <summary>Answers with one model. The same kind, input and time give the same bytes, today and when an audit asks again.</summary>
public sealed class Answerer
{
    /// <summary>How often a new model is asked before the first request.</summary>
    internal const int WarmUps = 40;

    private const int MostDrugs = 300;
    private readonly Advising _advising;
    private readonly CheckService _checks;
    private readonly CdsAnswering _hooks;

    /// <summary>Puts it together.</summary>
    /// <param name="model">The model.</param>
    /// <param name="time">Measures the time limit of safe sets.</param>
    public Answerer(ServedModel model, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(model);
        (Model, _advising) = (model, new Advising(model, time));
        _checks = new CheckService(model.Knowledge, model.Maps, model.Names, model.Rules);
        _hooks = new CdsAnswering(model, _advising, _checks);
    }

    /// <summary>The model.</summary>
    public ServedModel Model { get; }

    internal AnsweringModel Described => _advising.Model;

    /// <summary>Answers.</summary>
    /// <param name="kind">One of <see cref="AnswerKinds"/>.</param>
    /// <param name="input">What is asked, in the kind's form.</param>
    /// <param name="at">When it was asked: what lies in the future, and which visit is open, is judged by it.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="CafeMedException"><c>CM10xx</c>, <c>CM20xx</c>: the patient is none. <c>CM6002</c> to <c>CM6014</c> come wrapped with the status of the answer.</exception>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public async ValueTask<Answered> AnswerAsync(string kind, ReadOnlyMemory<byte> input, DateTimeOffset at, CancellationToken ct) => kind switch
    {
        AnswerKinds.Recommendation => await RecommendAsync(input, at, ct).ConfigureAwait(false),
        AnswerKinds.Check => Check(input),
        AnswerKinds.WhatIf => await WhatIfAsync(input, at, ct).ConfigureAwait(false),
        _ when CdsService.All.FirstOrDefault(service => service.Kind == kind) is { } service => await _hooks.AnswerAsync(service, input, at, ct).ConfigureAwait(false),
        _ => throw new ArgumentException($"There is no kind of answer '{kind}'.", nameof(kind)),
    };

    // The tables are read and the code compiled when the first answer is given: that one is nobody's.
    internal void WarmUp(CancellationToken ct)
    {
        var visit = new Visit("v", DateTime.UnixEpoch, null, VisitCodes.Empty.With(CodeKind.Diagnosis, [new Code(CodeSystem.Icd10Cm, "I10")]));
        var before = new Visit("u", DateTime.UnixEpoch, null, VisitCodes.Empty.With(CodeKind.Medication, [Code.Atc("B01AA03")]));
        var asked = System.Text.Encoding.UTF8.GetBytes($$"""{"patient":{{PatientFile.Write(new Patient("p", [before, visit]), TimeProvider.System)}}}""");
        // As often as the compiler needs to see that it matters: it then compiles for speed before the first request, not under it.
        for (var n = 0; n < WarmUps; n++)
            _ = RecommendAsync(asked, DateTimeOffset.UnixEpoch.AddYears(1), ct).AsTask().GetAwaiter().GetResult();
        _ = Check("""{"drugs":["warfarin","Advil"],"allergies":["penicillin"],"diagnoses":["N18.6"]}"""u8.ToArray());
    }

    private async ValueTask<Answered> RecommendAsync(ReadOnlyMemory<byte> input, DateTimeOffset at, CancellationToken ct)
    {
        using var document = RequestReading.Document(input);
        RequestReading.Only(document.RootElement, "$", ["patient", "fhir", .. AdviceOptions.Names]);
        var question = Question(document.RootElement, at);
        return Of(AnswerKinds.Recommendation, question.Patient.Id, input, await _advising.AdviseAsync(question, ct).ConfigureAwait(false));
    }

    private async ValueTask<Answered> WhatIfAsync(ReadOnlyMemory<byte> input, DateTimeOffset at, CancellationToken ct)
    {
        using var document = RequestReading.Document(input);
        RequestReading.Only(document.RootElement, "$", ["patient", "fhir", "changes", .. AdviceOptions.Names]);
        var before = Question(document.RootElement, at);
        var (after, told) = new WhatIfReading(Model, _checks).Apply(before, document.RootElement.TryGetProperty("changes", out var changes) ? changes : default);
        return Of(AnswerKinds.WhatIf, before.Patient.Id, input, WhatIfAnswer.Of(
            told, await _advising.AdviseAsync(before, ct).ConfigureAwait(false), await _advising.AdviseAsync(after, ct).ConfigureAwait(false)));
    }

    private Question Question(JsonElement root, DateTimeOffset at)
    {
        var (safe, gates) = (AdviceOptions.Of(root, Model.Decision), AdviceOptions.GatesOf(root));
        if (root.TryGetProperty("patient", out var patient))
            return new Question(PatientFile.Read(patient, new FixedTime(at))) { Safe = safe, Gates = gates };
        if (root.TryGetProperty("fhir", out var fhir))
        {
            var read = FhirBundle.Read(Model, fhir, at);
            return new Question(read.Patient) { Safe = safe, Gates = gates, NotUnderstood = read.NotUnderstood };
        }
        throw new RefusedException(422, ServingFaults.NoPatient());
    }

    private Answered Check(ReadOnlyMemory<byte> input)
    {
        var request = RequestReading.Read<CheckRequest>(input);
        if (request.Drugs.Count + (request.Allergies?.Count ?? 0) + (request.Diagnoses?.Count ?? 0) > MostDrugs)
            throw new RefusedException(422, ServingFaults.TooMany("drugs, allergies and diagnoses", MostDrugs));
        if (request.Drugs.Concat(request.Allergies ?? []).Concat(request.Diagnoses ?? []).Any(text => text is null))
            throw new RefusedException(422, ServingFaults.WrongShape("$", null));
        return Of(AnswerKinds.Check, "", input, _checks.Check(request));
    }

    private static Answered Of<T>(string kind, string subject, ReadOnlyMemory<byte> input, T answer) =>
        new(kind, subject, input, JsonSerializer.SerializeToUtf8Bytes(answer, ServingJson.Rest));
}
