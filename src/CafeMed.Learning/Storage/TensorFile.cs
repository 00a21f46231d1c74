using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using static TorchSharp.torch;

namespace CafeMed.Learning.Storage;

/// <summary>Named float tensors and texts in one file, in the safetensors format: a length, a JSON header, the numbers. Other tools read it.</summary>
/// <remarks>Replaced as <see cref="DurableFile"/> does: a reader sees the old file or the new one, never half of one. Source: github.com/huggingface/safetensors, format.</remarks>
internal static class TensorFile
{
    private const string Metadata = "__metadata__";

    private delegate void Take(ReadOnlySpan<byte> bytes);

    /// <summary>Writes <paramref name="tensors"/> (float32) and <paramref name="texts"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM3010</c>: the file cannot be written, for example because the disk is full.</exception>
    public static void Write(FileInfo file, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> texts)
    {
        try
        {
            DurableFile.Replace(file, stream => Write(stream, tensors, texts));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.CannotWrite(file.FullName, exception);
        }
    }

    /// <summary>Reads a file. The caller frees the tensors.</summary>
    /// <exception cref="CafeMedException"><c>CM3011</c>: no such file; <c>CM3012</c>: it is damaged, or not of this format.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Texts) Read(FileInfo file)
    {
        if (!file.Exists)
            throw Faults.NoFile(file.FullName);
        try
        {
            return Parse(File.ReadAllBytes(file.FullName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidDataException
            or KeyNotFoundException or ArgumentException or InvalidOperationException or OverflowException or FormatException)
        {
            throw Faults.Damaged(file.FullName, exception.Message, exception);
        }
    }

    private static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> texts)
    {
        using var digest = new ContentDigest(texts);
        foreach (var (name, value) in tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal))
            Plain(value, bytes => digest.Add(name, value.shape, bytes));
        var header = new Dictionary<string, object> { [Metadata] = new Dictionary<string, string>(texts) { [ContentDigest.Name] = digest.ToString() } };
        var offset = 0L;
        foreach (var (name, value) in tensors)
        {
            var bytes = value.numel() * sizeof(float);
            header[name] = new { dtype = "F32", shape = value.shape, data_offsets = new[] { offset, offset + bytes } };
            offset += bytes;
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        stream.Write(length);
        stream.Write(json);
        foreach (var (_, value) in tensors)
            Plain(value, stream.Write);
    }

    private static void Plain(Tensor value, Take take)
    {
        using var scope = NewDisposeScope();
        var plain = value.detach().to_type(ScalarType.Float32).contiguous();
        take(plain.numel() > 0 ? plain.bytes : []);
    }

    private static (Dictionary<string, Tensor>, Dictionary<string, string>) Parse(byte[] bytes)
    {
        var length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));
        var numbers = bytes.AsSpan(8 + length);
        var (places, texts) = (new List<TensorPlace>(), new Dictionary<string, string>());
        foreach (var entry in header.RootElement.EnumerateObject())
            if (entry.Name == Metadata)
                texts = entry.Value.EnumerateObject().ToDictionary(
                    text => text.Name, text => text.Value.GetString() ?? throw new InvalidDataException($"The text '{text.Name}' is missing."));
            else
                places.Add(TensorPlace.Of(entry));
        TensorPlace.RequireSeamless(places, numbers.Length);
        Require(texts, places, numbers);
        texts.Remove(ContentDigest.Name);
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (name, shape, start, end) in places)
        {
            var values = MemoryMarshal.Cast<byte, float>(numbers[start..end]).ToArray();
            tensors[name] = values.Length == 0 ? zeros(shape) : tensor(values, shape);
        }
        return (tensors, texts);
    }

    private static void Require(Dictionary<string, string> texts, List<TensorPlace> places, ReadOnlySpan<byte> numbers)
    {
        using var digest = new ContentDigest(texts);
        foreach (var (name, shape, start, end) in places.OrderBy(place => place.Name, StringComparer.Ordinal))
            digest.Add(name, shape, numbers[start..end]);
        if (texts.GetValueOrDefault(ContentDigest.Name) != digest.ToString())
            throw new InvalidDataException("Its content is not what was written: the digest does not fit.");
    }
}
