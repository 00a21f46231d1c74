namespace CafeMed.Data.Fhir;

/// <summary>A window on a stream: what was used is let go, and it grows only as far as one resource needs.</summary>
internal sealed class FhirBuffer(Stream stream, string file) : IDisposable
{
    /// <summary>The most that one resource may have.</summary>
    public const int Most = 64 << 20;

    private byte[] _bytes = new byte[1 << 18];
    private int _start;
    private int _end;
    private bool _first = true;

    /// <summary>Whether all of the stream is in, or was.</summary>
    public bool Final { get; private set; }

    /// <summary>What is in the window.</summary>
    public ReadOnlyMemory<byte> Content => _bytes.AsMemory(_start, _end - _start);

    /// <summary>The line that the window starts in.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Lets go of the first <paramref name="count"/> bytes.</summary>
    public void Use(int count)
    {
        Line += _bytes.AsSpan(_start, count).Count((byte)'\n');
        _start += count;
    }

    /// <summary>Takes more in.</summary>
    /// <exception cref="CafeMedException"><c>CM1089</c>: the window would have to grow beyond what a resource may have.</exception>
    public void Grow()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _bytes.Length)
        {
            if (_bytes.Length >= Most)
                throw FhirFaults.TooLarge(file, Line, Most);
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }
        var read = stream.ReadAtLeast(_bytes.AsSpan(_end), _first ? 3 : 1, throwOnEndOfStream: false);
        Final = read == 0;
        _end += read;
        // A byte-order mark may stand before anything else.
        if (_first && _bytes.AsSpan(_start, _end - _start).StartsWith("\uFEFF"u8))
            _start += 3;
        _first = false;
    }

    public void Dispose() => stream.Dispose();
}
