using System.Buffers.Binary;
using System.IO.Compression;

namespace CafeMed.Learning.Evaluation.Report.Drawings;

/// <summary>Pixels, white at first, with smooth edges: what a PNG needs and nothing more.</summary>
internal sealed class Canvas
{
    private readonly int _width;
    private readonly int _height;
    private readonly byte[] _pixels;

    public Canvas(int width, int height)
    {
        (_width, _height, _pixels) = (width, height, new byte[3 * width * height]);
        Array.Fill(_pixels, (byte)255);
    }

    /// <summary>A line with round ends.</summary>
    public void Stroke(double x1, double y1, double x2, double y2, double thickness, int colour)
    {
        var (dx, dy, half) = (x2 - x1, y2 - y1, Math.Max(thickness, 1) / 2);
        var length = dx * dx + dy * dy;
        Cover(Math.Min(x1, x2) - half, Math.Min(y1, y2) - half, Math.Max(x1, x2) + half, Math.Max(y1, y2) + half, colour, (x, y) =>
        {
            var along = length == 0 ? 0 : Math.Clamp(((x - x1) * dx + (y - y1) * dy) / length, 0, 1);
            return half - Distance(x - x1 - along * dx, y - y1 - along * dy);
        });
    }

    /// <summary>A disc.</summary>
    public void Disc(double x, double y, double radius, int colour) =>
        Cover(x - radius, y - radius, x + radius, y + radius, colour, (px, py) => radius - Distance(px - x, py - y));

    /// <summary>The file.</summary>
    public byte[] ToPng()
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, _width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), _height);
        (header[8], header[9]) = (8, 2);
        Chunk(file, "IHDR", header);
        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
            for (var y = 0; y < _height; y++)
            {
                packed.WriteByte(0);
                packed.Write(_pixels, 3 * y * _width, 3 * _width);
            }
        Chunk(file, "IDAT", rows.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    // How far inside a pixel's middle lies, cut to [0, 1], is how much of it is covered.
    private void Cover(double left, double top, double right, double bottom, int colour, Func<double, double, double> inside)
    {
        for (var y = Math.Max(0, (int)top - 1); y <= Math.Min(_height - 1, (int)bottom + 1); y++)
            for (var x = Math.Max(0, (int)left - 1); x <= Math.Min(_width - 1, (int)right + 1); x++)
                if (Math.Clamp(inside(x + 0.5, y + 0.5) + 0.5, 0, 1) is > 0 and var share)
                    for (var channel = 0; channel < 3; channel++)
                    {
                        ref var pixel = ref _pixels[3 * (y * _width + x) + channel];
                        pixel = (byte)Math.Round(pixel + share * ((colour >> (16 - 8 * channel) & 255) - pixel));
                    }
    }

    private static double Distance(double x, double y) => Math.Sqrt(x * x + y * y);

    private static void Chunk(MemoryStream file, string kind, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(kind), .. content];
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(named));
        file.Write(number);
    }

    // The remainder that PNG asks for: polynomial 0xEDB88320, bit by bit.
    private static uint Crc(byte[] bytes)
    {
        var rest = 0xffffffffu;
        foreach (var one in bytes)
        {
            rest ^= one;
            for (var bit = 0; bit < 8; bit++)
                rest = (rest & 1) == 0 ? rest >> 1 : rest >> 1 ^ 0xedb88320u;
        }
        return ~rest;
    }
}
