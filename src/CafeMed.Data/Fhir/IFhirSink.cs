namespace CafeMed.Data.Fhir;

/// <summary>Where resources go as they are read.</summary>
internal interface IFhirSink
{
    /// <summary>One resource of JSON.</summary>
    /// <param name="json">Its bytes; not to be kept.</param>
    /// <param name="url">The URL that its Bundle gives it, or <see langword="null"/>.</param>
    /// <param name="line">The line it starts in, counted from 1.</param>
    void Resource(ReadOnlyMemory<byte> json, string? url, long line);

    /// <summary>Something in the place of a resource that is none.</summary>
    /// <param name="line">The line it starts in.</param>
    /// <param name="reason">Why it is none.</param>
    /// <param name="text">Its bytes.</param>
    void Broken(long line, string reason, ReadOnlySpan<byte> text);
}
