using System.Buffers;
using CafeMed.Serving.Answers;
using CafeMed.Serving.Audit;
using CafeMed.Serving.Operations;
using CafeMed.Serving.Options;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CafeMed.Serving.Rest;

/// <summary>Takes a question from the wire, has it answered, writes both down, and only then sends the answer.</summary>
internal sealed class Answering(ModelSlot slot, ServerParts parts, ServerOptions options, ServerMeter meter)
{
    public const string AuditHeader = "X-CafeMed-Audit";

    /// <summary>The time of the request.</summary>
    public DateTimeOffset Now => parts.Time.GetUtcNow();

    /// <summary>The model that answers.</summary>
    public Answerer Model => slot.Require();

    /// <summary>The whole body, which must be of one of <paramref name="types"/>.</summary>
    /// <exception cref="RefusedException">413: it is too large; 415: it is of another type.</exception>
    public async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context, params string[] types)
    {
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !types.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase) || request.Headers.ContentEncoding.Count > 0
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            throw new RefusedException(415, ServingFaults.MediaType(types));
        if (request.ContentLength > options.Limits.BodyBytes)
            throw new RefusedException(413, ServingFaults.TooLarge(options.Limits.BodyBytes));
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            if (read.Buffer.Length > options.Limits.BodyBytes)
                throw new RefusedException(413, ServingFaults.TooLarge(options.Limits.BodyBytes));
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Answers, writes it down, and sends it.</summary>
    public async Task RespondAsync(HttpContext context, string kind, ReadOnlyMemory<byte> input)
    {
        using var span = meter.Activities.StartActivity(kind);
        var (model, at) = (Model, Now);
        var answered = await model.AnswerAsync(kind, input, at, context.RequestAborted).ConfigureAwait(false);
        await SendAsync(context, answered, model.Model.Hash, at).ConfigureAwait(false);
    }

    /// <summary>Writes an answer down, and sends it.</summary>
    public async Task SendAsync(HttpContext context, Answered answered, string hash, DateTimeOffset at)
    {
        if (parts.Audit is { } audit)
        {
            var receipt = await audit.AppendAsync(new AuditEntry(answered.Kind, answered.Subject, hash, at, answered.Input, answered.Body, answered.Facts), context.RequestAborted).ConfigureAwait(false);
            context.Response.Headers[AuditHeader] = receipt.Id;
        }
        meter.Answer(answered.Kind);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answered.Body.Length;
        await context.Response.BodyWriter.WriteAsync(answered.Body, context.RequestAborted).ConfigureAwait(false);
    }
}
