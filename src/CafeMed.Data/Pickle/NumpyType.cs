using System.Globalization;

namespace CafeMed.Data.Pickle;

/// <summary>The type of a numpy array's elements.</summary>
public sealed class NumpyType
{
    internal NumpyType(char kind, int size, bool bigEndian) => (Kind, Size, BigEndian) = (kind, size, bigEndian);

    /// <summary>numpy's letter: <c>b</c> truth values, <c>i</c> and <c>u</c> whole numbers, <c>f</c> real, <c>c</c> complex, <c>O</c> any values.</summary>
    public char Kind { get; }

    /// <summary>Bytes of an element; 0 for <c>O</c>.</summary>
    public int Size { get; }

    /// <summary>Whether the highest byte comes first.</summary>
    public bool BigEndian { get; internal set; }

    /// <summary>As numpy writes it, for example <c>&lt;f8</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Size <= 1 ? '|' : BigEndian ? '>' : '<')}{Kind}{(Kind == 'O' ? "" : Size)}");

    /// <summary>Reads numpy's short name, or gives <see langword="null"/> where the type is none of numbers or values.</summary>
    internal static NumpyType? Parse(string name)
    {
        var big = name.StartsWith('>');
        var bare = name.TrimStart('<', '>', '|', '=');
        return bare switch
        {
            "O" or "O8" or "O4" => new('O', 0, false),
            "?" or "b1" => new('b', 1, false),
            "i1" or "i2" or "i4" or "i8" or "u1" or "u2" or "u4" or "u8" or "f2" or "f4" or "f8" => new(bare[0], bare[1] - '0', big),
            "c8" => new('c', 8, big),
            "c16" => new('c', 16, big),
            _ => null,
        };
    }
}
