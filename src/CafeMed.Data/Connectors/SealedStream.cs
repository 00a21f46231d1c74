using System.Security.Cryptography;

namespace CafeMed.Data;

/// <summary>A file followed by a seal; what is read of the file is hashed on the way.</summary>
internal sealed class SealedStream(Stream file, IncrementalHash hash, byte[] seal) : Stream
{
    private int _sealRead;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer);
        hash.AppendData(buffer[..read]);
        if (read > 0)
            return read;
        var left = Math.Min(buffer.Length, seal.Length - _sealRead);
        seal.AsSpan(_sealRead, left).CopyTo(buffer);
        _sealRead += left;
        return left;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
