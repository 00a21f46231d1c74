using System.Collections.Immutable;
using System.Text;

namespace CafeMed.Data.Pickle;

/// <summary>Builds numpy's types, numbers and arrays.</summary>
internal sealed class PickleArrays(PickleInput input, PickleBudget budget, string file)
{
    private const int MostAxes = 32;

    /// <summary><c>_reconstruct(ndarray, (0,), b'b')</c>: an array that gets its state later.</summary>
    public NumpyArray Start(IReadOnlyList<object?> given)
    {
        budget.Take(160);
        return given is [PickleGlobal { Builder: PickleBuilder.ArrayType }, PickleSequence, _]
            ? new()
            : throw Bad("it is of a class that is not numpy.ndarray");
    }

    /// <summary><c>_frombuffer(bytes, dtype, shape, order)</c>.</summary>
    public NumpyArray OfBuffer(IReadOnlyList<object?> given)
    {
        if (given is not [byte[] bytes, NumpyType type, PickleSequence shape, ("C" or "F") and var order])
            throw Bad("its buffer, type, shape or order is something else");
        var array = new NumpyArray();
        Fill(array, type, shape, order is "F", bytes);
        return array;
    }

    /// <summary><c>dtype(name, align, copy)</c>.</summary>
    public NumpyType Type(IReadOnlyList<object?> given)
    {
        budget.Take(32);
        return given is [var name, ..] && Text(name) is { } text
            ? NumpyType.Parse(text) ?? throw Bad($"its elements are of type '{Short(text)}', which is neither a number nor a value")
            : throw Bad("its type has no name");
    }

    /// <summary><c>scalar(dtype, bytes)</c>.</summary>
    public object Scalar(IReadOnlyList<object?> given)
    {
        budget.Take(32);
        return given is [NumpyType { Kind: not 'O' } type, var bytes] && Raw(bytes) is { } raw && raw.Length == type.Size
            ? NumpyElement.Value(type, raw)
            : throw Bad("a single number has another length than its type says");
    }

    /// <summary><c>(version, order, subarray, names, fields, size, alignment, flags)</c>.</summary>
    public void SetState(NumpyType type, object? state)
    {
        if (state is not PickleSequence { Form: PickleForm.Tuple, Items: [long, var order, null, null, null, ..] })
            throw Bad("its elements are records of fields");
        type.BigEndian = Text(order) switch
        {
            ">" => true,
            "<" or "|" or "=" => false,
            _ => throw Bad("its order of bytes is none of <, >, |, ="),
        };
    }

    /// <summary><c>(version, shape, dtype, columns first, bytes or values)</c>.</summary>
    public void SetState(NumpyArray array, object? state)
    {
        if (state is not PickleSequence { Form: PickleForm.Tuple, Items: [long, PickleSequence shape, NumpyType type, var fortran, var content] } || fortran is not (bool or long))
            throw Bad("its state is not (version, shape, type, order, content)");
        var columnsFirst = fortran is true or not (0L or false);
        if (type.Kind == 'O')
            FillValues(array, type, shape, columnsFirst, content);
        else
            Fill(array, type, shape, columnsFirst, Raw(content) ?? throw Bad("its content is not bytes"));
    }

    private void Fill(NumpyArray array, NumpyType type, PickleSequence shape, bool columnsFirst, byte[] bytes)
    {
        var (axes, count) = Shape(shape);
        if (type.Kind == 'O')
            throw Bad("values of any type lie in a buffer");
        if (count * type.Size != bytes.Length)
            throw Bad($"its shape needs {count * type.Size} bytes and {bytes.Length} are there");
        budget.Take(160);
        array.Fill(type, axes, (int)count, columnsFirst && axes.Length > 1, bytes, []);
    }

    private void FillValues(NumpyArray array, NumpyType type, PickleSequence shape, bool columnsFirst, object? content)
    {
        var (axes, count) = Shape(shape);
        if (content is not PickleSequence { Form: PickleForm.List, Items: var values } || values.Count != count)
            throw Bad($"its shape needs {count} values, and that is not what is there");
        if (columnsFirst && axes.Length > 1)
            throw Bad("values of any type with the first axis fastest");
        array.Fill(type, axes, (int)count, columnsFirst: false, [], values);
    }

    private (ImmutableArray<int> Axes, long Count) Shape(PickleSequence shape)
    {
        if (shape.Items.Count > MostAxes || shape.Items.Any(axis => axis is not long and not null || axis is not (>= 0L and <= int.MaxValue)))
            throw Bad("its shape is not some lengths");
        long count = 1;
        foreach (var axis in shape.Items)
        {
            count *= (long)axis!;
            if (count > int.MaxValue)
                throw Bad("its shape has more than 2^31 - 1 elements");
        }
        return ([.. shape.Items.Select(axis => (int)(long)axis!)], count);
    }

    // Python 2 wrote bytes as text in latin1.
    private byte[]? Raw(object? value)
    {
        if (value is byte[] bytes)
            return bytes;
        if (value is not string text || text.Any(letter => letter > 0xFF))
            return null;
        budget.Take(text.Length + 24L);
        return Encoding.Latin1.GetBytes(text);
    }

    private static string? Text(object? value) => value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : value as string;

    private static string Short(string text) => text.Length > 40 ? $"{text[..40]}…" : text;

    private CafeMedException Bad(string why) => PickleFaults.BadArray(file, input.Position, why);
}
