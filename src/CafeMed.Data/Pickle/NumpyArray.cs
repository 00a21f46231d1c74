using System.Collections.Immutable;
using System.Numerics;

namespace CafeMed.Data.Pickle;

/// <summary>A numpy array of numbers, or of any values.</summary>
public sealed class NumpyArray : PickleNode
{
    private static readonly NumpyType s_nothing = new('f', 8, false);

    private byte[] _bytes = [];
    private IReadOnlyList<object?> _values = [];
    private bool _columnsFirst;

    internal NumpyArray()
    {
    }

    /// <summary>The elements' type.</summary>
    public NumpyType Type { get; private set; } = s_nothing;

    /// <summary>The length of each axis; none for a single number.</summary>
    public ImmutableArray<int> Shape { get; private set; } = [0];

    /// <summary>How many elements.</summary>
    public int Count { get; private set; }

    internal override int Children => _values.Count;

    /// <summary>The elements, last axis fastest.</summary>
    /// <exception cref="CafeMedException"><c>CM1086</c>: the elements are complex, or no numbers.</exception>
    public double[] ToDoubles() => Type.Kind is 'c' or 'O'
        ? throw PickleFaults.NotNumbers(Type.ToString(), "of real numbers")
        : Read(NumpyElement.Number);

    /// <summary>The elements, last axis fastest; truth values are 0 and 1.</summary>
    /// <exception cref="CafeMedException"><c>CM1086</c>: the elements are not whole numbers, or too large.</exception>
    public long[] ToIntegers()
    {
        if (Type.Kind is not ('b' or 'i' or 'u'))
            throw PickleFaults.NotNumbers(Type.ToString(), "of whole numbers");
        var numbers = Read(NumpyElement.Integer);
        return Type.Kind == 'u' && numbers.Any(number => number < 0) ? throw PickleFaults.NotNumbers(Type.ToString(), "of whole numbers up to 2^63 - 1") : numbers;
    }

    /// <summary>The elements, last axis fastest; real numbers have no imaginary part.</summary>
    /// <exception cref="CafeMedException"><c>CM1086</c>: the elements are no numbers.</exception>
    public Complex[] ToComplex() => Type.Kind == 'c' ? Read(NumpyElement.Complex) : [.. ToDoubles().Select(number => new Complex(number, 0))];

    /// <summary>The elements as values, last axis fastest, whatever their type.</summary>
    public IReadOnlyList<object?> ToValues() => Type.Kind == 'O' ? _values : Read(NumpyElement.Value);

    internal override object? Child(int index) => _values[index];

    internal void Fill(NumpyType type, ImmutableArray<int> shape, int count, bool columnsFirst, byte[] bytes, IReadOnlyList<object?> values) =>
        (Type, Shape, Count, _columnsFirst, _bytes, _values) = (type, shape, count, columnsFirst, bytes, values);

    private T[] Read<T>(Func<NumpyType, ReadOnlySpan<byte>, T> element)
    {
        var read = new T[Count];
        var place = new int[Shape.Length];
        for (var i = 0; i < Count; i++)
        {
            read[i] = element(Type, _bytes.AsSpan(Offset(i, place) * Type.Size, Type.Size));
            if (_columnsFirst)
                Step(place);
        }
        return read;
    }

    // Where the element of C order i lies: with the first axis fastest, its place is sum(place[k] * product of the axes before k).
    private int Offset(int i, int[] place)
    {
        if (!_columnsFirst)
            return i;
        var (offset, stride) = (0, 1);
        for (var axis = 0; axis < place.Length; axis++)
        {
            offset += place[axis] * stride;
            stride *= Shape[axis];
        }
        return offset;
    }

    private void Step(int[] place)
    {
        for (var axis = place.Length - 1; axis >= 0 && ++place[axis] == Shape[axis]; axis--)
            place[axis] = 0;
    }
}
