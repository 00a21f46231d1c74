using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CafeMed.Tests.Data.Pickle;

/// <summary>Writes pickles of protocol 2: what the tests need of them, and nothing more.</summary>
internal sealed class TinyPickle
{
    private readonly ArrayBufferWriter<byte> _out = new();

    public static byte[] Of(object? value)
    {
        var pickle = new TinyPickle();
        pickle._out.Write(new byte[] { 0x80, 2 });
        pickle.Write(value);
        return [.. pickle._out.WrittenSpan, (byte)'.'];
    }

    /// <summary>An instance of util.Voc.</summary>
    public static object Voc(params string[] words) => new VocValue(words);

    private void Write(object? value)
    {
        switch (value)
        {
            case null: Put("N"); break;
            case int number: Put("J"); Number(number); break;
            case string text: Text(text); break;
            case double[,] matrix: Matrix(matrix); break;
            case VocValue voc: Instance(voc.Words); break;
            case Dictionary<string, object> map: Map(map); break;
            case System.Collections.IEnumerable list: List(list); break;
            default: throw new ArgumentException($"{value.GetType().Name} is not written here.");
        }
    }

    private void List(System.Collections.IEnumerable list)
    {
        Put("](");
        foreach (var item in list)
            Write(item);
        Put("e");
    }

    private void Map(Dictionary<string, object> map)
    {
        Put("}(");
        foreach (var (key, value) in map)
        {
            Text(key);
            Write(value);
        }
        Put("u");
    }

    private void Instance(string[] words)
    {
        Put("cutil\nVoc\n)");
        _out.Write(new byte[] { 0x81 });
        Put("}(");
        Text("idx2word");
        Put("}(");
        for (var i = 0; i < words.Length; i++)
        {
            Write(i);
            Text(words[i]);
        }
        Put("u");
        Text("word2idx");
        Put("}(");
        for (var i = 0; i < words.Length; i++)
        {
            Text(words[i]);
            Write(i);
        }
        Put("uub");
    }

    private void Matrix(double[,] matrix)
    {
        var bytes = new byte[matrix.Length * sizeof(double)];
        Buffer.BlockCopy(matrix, 0, bytes, 0, bytes.Length);
        Put("cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\0tU\u0001btR(K\u0001(J");
        Number(matrix.GetLength(0));
        Put("J");
        Number(matrix.GetLength(1));
        Put("tcnumpy\ndtype\n(U\u0002f8K\0K\u0001tR(K\u0003U\u0001<NNNJ");
        Number(-1);
        Put("J");
        Number(-1);
        Put("K\0tbI00\nB");
        Number(bytes.Length);
        _out.Write(bytes);
        Put("tb");
    }

    private void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Put("X");
        Number(bytes.Length);
        _out.Write(bytes);
    }

    private void Number(int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        _out.Write(bytes);
    }

    private void Put(string opcodes) => _out.Write(Encoding.Latin1.GetBytes(opcodes));

    private sealed record VocValue(string[] Words);
}
