using System.Text;
using System.Text.Json;

namespace CafeMed.Data;

/// <summary>One patient as plain JSON; the format is described in docs/patient-json.md.</summary>
/// <remarks>Strict: what is not understood is refused with its place, and nothing is guessed, least of all a time.</remarks>
public static class PatientFile
{
    /// <summary>Reads a patient.</summary>
    /// <param name="json">The text.</param>
    /// <param name="time">What is in the future is judged by it.</param>
    /// <exception cref="CafeMedException">
    /// <c>CM1020</c> to <c>CM1034</c>: the text breaks the format, or a visit has two ages or two sexes; the fault names the place. <c>CM2005</c>, <c>CM2010</c>: visits repeat or are out of order.
    /// </exception>
    public static Patient Read(string json, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(time);
        try
        {
            using var document = JsonDocument.Parse(json);
            return new PatientReading(time.GetLocalNow().DateTime).Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw Faults.NotJson(JsonPlace.Of(json, exception), exception);
        }
        catch (InvalidOperationException exception)
        {
            throw Faults.NotJson("a text in it has half a character (one of a surrogate pair).", exception);
        }
    }

    /// <summary>Reads a patient that is part of a document.</summary>
    /// <inheritdoc cref="Read(string, TimeProvider)"/>
    public static Patient Read(JsonElement json, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        try
        {
            return new PatientReading(time.GetLocalNow().DateTime).Read(json);
        }
        catch (InvalidOperationException exception)
        {
            throw Faults.NotJson("a text in it has half a character (one of a surrogate pair).", exception);
        }
    }

    /// <summary>Reads a patient from UTF-8 text.</summary>
    /// <inheritdoc cref="Read(string, TimeProvider)"/>
    public static Patient Read(Stream json, TimeProvider time)
    {
        try
        {
            using var reader = new StreamReader(json, new UTF8Encoding(false, throwOnInvalidBytes: true), leaveOpen: true);
            return Read(reader.ReadToEnd(), time);
        }
        catch (DecoderFallbackException exception)
        {
            throw Faults.NotJson("it is not UTF-8 text.", exception);
        }
    }

    /// <summary>Writes a patient so that <see cref="Read(string, TimeProvider)"/> gives an equal one. Dates beyond <paramref name="time"/> are marked as shifted.</summary>
    public static string Write(Patient patient, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(time);
        using var target = new MemoryStream();
        using (var json = new Utf8JsonWriter(target, new JsonWriterOptions { Indented = true }))
        {
            var now = time.GetLocalNow().DateTime;
            json.WriteStartObject();
            json.WriteString("id", patient.Id);
            if (patient.Visits.Any(visit => visit.StartedAt > now || visit.EndedAt > now))
                json.WriteBoolean("shiftedDates", true);
            json.WriteStartArray("visits");
            foreach (var visit in patient.Visits)
                Write(json, visit);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(target.ToArray());
    }

    internal static string NameOf(CodeKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static void Write(Utf8JsonWriter json, Visit visit)
    {
        json.WriteStartObject();
        json.WriteString("id", visit.Id);
        json.WriteString("startedAt", PatientReading.TextOf(visit.StartedAt));
        if (visit.EndedAt is { } end)
            json.WriteString("endedAt", PatientReading.TextOf(end));
        json.WriteStartObject("codes");
        foreach (var kind in CodeKinds.All.Where(kind => visit[kind].Count > 0))
        {
            json.WriteStartArray(NameOf(kind));
            foreach (var code in visit[kind])
                json.WriteStringValue(code.ToString());
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
