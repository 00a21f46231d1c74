namespace CafeMed.Data.Fhir;

/// <summary>Reads one resource a line.</summary>
internal static class NdjsonReader
{
    /// <summary>Hands every line of <paramref name="stream"/> to <paramref name="sink"/>; a blank one is none.</summary>
    /// <returns>How many lines there were.</returns>
    public static long Read(Stream stream, string file, IFhirSink sink, CancellationToken ct)
    {
        using var buffer = new FhirBuffer(stream, file);
        var (lines, searched) = (0L, 0);
        while (true)
        {
            var content = buffer.Content;
            var end = content.Span[searched..].IndexOf((byte)'\n');
            if (end < 0 && !buffer.Final)
            {
                searched = content.Length;
                buffer.Grow();
                ct.ThrowIfCancellationRequested();
                continue;
            }
            var length = end < 0 ? content.Length : searched + end;
            var text = content[..length];
            if (!text.Span.Trim(" \t\r"u8).IsEmpty)
            {
                lines++;
                sink.Resource(text, null, buffer.Line);
            }
            if (end < 0)
                return lines;
            buffer.Use(length + 1);
            searched = 0;
        }
    }
}
