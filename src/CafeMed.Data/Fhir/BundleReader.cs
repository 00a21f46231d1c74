using System.Text.Json;

namespace CafeMed.Data.Fhir;

/// <summary>Reads the entries of a Bundle one after the other; the Bundle as a whole is never in memory.</summary>
internal sealed class BundleReader(Stream stream, string file, IFhirSink sink)
{
    private JsonReaderState _state;
    private bool _inEntries;
    private bool _entriesNext;
    private bool _typeNext;
    private string? _type;
    private long _entries;
    private bool _done;

    /// <summary>Hands every resource to the sink.</summary>
    /// <returns>How many entries there were; -1 where the file is one resource and no Bundle, of which nothing was handed on.</returns>
    /// <exception cref="CafeMedException"><c>CM1088</c>: it is not JSON. <c>CM1089</c>: an entry is too large.</exception>
    public long Read(CancellationToken ct)
    {
        using var buffer = new FhirBuffer(stream, file);
        try
        {
            while (!_done)
            {
                ct.ThrowIfCancellationRequested();
                var used = Step(buffer);
                buffer.Use(used);
                if (!_done)
                    buffer.Grow();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var line = (exception as JsonException)?.LineNumber + 1 ?? buffer.Line;
            throw FhirFaults.NotJson(file, line, $"it is not JSON, or breaks off: {exception.Message.Split(['.', '\n'])[0]}", exception);
        }
        return _type is null or "Bundle" || _entries > 0 ? _entries : -1;
    }

    // Goes as far as the window reaches, and says how much of it was used up.
    private int Step(FhirBuffer buffer)
    {
        var content = buffer.Content;
        var reader = new Utf8JsonReader(content.Span, buffer.Final, _state);
        var (used, line, counted) = (0, buffer.Line, 0);
        while (true)
        {
            var before = reader;
            if (!reader.Read())
            {
                _done = buffer.Final;
                return Stop(before, used);
            }
            if (_inEntries && reader.CurrentDepth == 2)
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    var start = (int)reader.TokenStartIndex;
                    if (!reader.TrySkip())
                        return Stop(before, used);
                    line += content.Span[counted..start].Count((byte)'\n');
                    counted = start;
                    Entry(content[start..(int)reader.BytesConsumed], line);
                }
                else
                    sink.Broken(line, "an entry is no object", reader.ValueSpan);
                _entries++;
            }
            else
                Outside(ref reader);
            used = (int)reader.BytesConsumed;
        }
    }

    private int Stop(Utf8JsonReader before, int used)
    {
        _state = before.CurrentState;
        return used;
    }

    private void Outside(ref Utf8JsonReader reader)
    {
        if (_inEntries && reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.EndArray)
            _inEntries = false;
        else if (_entriesNext)
            (_inEntries, _entriesNext) = (reader.TokenType == JsonTokenType.StartArray, false);
        else if (_typeNext)
            (_type, _typeNext) = (reader.TokenType == JsonTokenType.String ? reader.GetString() : null, false);
        else if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
            (_entriesNext, _typeNext) = (_type is null or "Bundle" && reader.ValueTextEquals("entry"u8), reader.ValueTextEquals("resourceType"u8));
    }

    private void Entry(ReadOnlyMemory<byte> json, long line)
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        ReadOnlyMemory<byte>? resource = null;
        string? url = null;
        while (reader.TokenType != JsonTokenType.StartArray && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isResource, isUrl) = (reader.ValueTextEquals("resource"u8), reader.ValueTextEquals("fullUrl"u8));
            reader.Read();
            var (start, isObject) = ((int)reader.TokenStartIndex, reader.TokenType == JsonTokenType.StartObject);
            if (isUrl && reader.TokenType == JsonTokenType.String)
                url = reader.GetString();
            reader.Skip();
            if (isResource && isObject)
                resource = json[start..(int)reader.BytesConsumed];
        }
        if (resource is { } found)
            sink.Resource(found, url, line);
        else
            sink.Broken(line, "an entry has no resource", json.Span);
    }
}
