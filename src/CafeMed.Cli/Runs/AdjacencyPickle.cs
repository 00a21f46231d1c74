using System.Globalization;
using CafeMed.Data.Pickle;

namespace CafeMed.Cli.Runs;

/// <summary>Reads the field's <c>ddi_A_final.pkl</c> and the medications of its <c>voc_final.pkl</c> out of what the pickle reader built.</summary>
internal static class AdjacencyPickle
{
    /// <summary>The matrix, row-major.</summary>
    /// <exception cref="CafeMedException"><c>CM7059</c>: there is no matrix of numbers.</exception>
    public static (IReadOnlyList<double> Values, int Rows, int Columns) Matrix(object? value, string file)
    {
        if (value is NumpyArray { Shape: [var rows, var columns] } array)
            return (array.ToDoubles(), rows, columns);
        if (value is not PickleSequence { Items: { Count: > 0 } lines } || lines.Any(line => line is not PickleSequence and not NumpyArray { Shape.Length: 1 }))
            throw CheckFaults.NoAdjacency(file, "it holds no table of two axes");
        var numbers = lines.Select(line => line is NumpyArray row ? row.ToDoubles() : [.. ((PickleSequence)line!).Items.Select(item => Number(item, file))]).ToArray();
        if (numbers.Any(row => row.Length != numbers[0].Length))
            throw CheckFaults.NoAdjacency(file, "its rows have different lengths");
        return ([.. numbers.SelectMany(row => row)], numbers.Length, numbers[0].Length);
    }

    /// <summary>The ATC codes in the order of the rows.</summary>
    /// <exception cref="CafeMedException"><c>CM7059</c>: there are none.</exception>
    public static IReadOnlyList<Code> Codes(object? value, string file)
    {
        var words = value switch
        {
            PickleMap map when map.TryGet("med_voc", out var voc) => Words(voc),
            PickleMap map when map.TryGet("idx2word", out var index) => Words(index),
            _ => Words(value),
        };
        if (words is null || words.Count == 0)
            throw CheckFaults.NoAdjacency(file, "it names no medications (med_voc with idx2word, or a list of ATC codes)");
        return words.FirstOrDefault(word => word.Length is not (4 or 5 or 7)) is { } wrong
            ? throw CheckFaults.NoAdjacency(file, $"'{wrong}' is no ATC code of level 3, 4 or 5")
            : [.. words.Select(Code.Atc)];
    }

    private static List<string>? Words(object? value) => value switch
    {
        PickleInstance instance when instance.Attributes.TryGet("idx2word", out var index) => Words(index),
        PickleMap map => [.. map.Items.OrderBy(item => Convert.ToInt64(item.Key, CultureInfo.InvariantCulture)).Select(item => item.Value as string ?? "")],
        PickleSequence sequence when sequence.Items.All(item => item is string) => [.. sequence.Items.Cast<string>()],
        _ => null,
    };

    private static double Number(object? item, string file) => item switch
    {
        bool truth => truth ? 1 : 0,
        long or int or double => Convert.ToDouble(item, CultureInfo.InvariantCulture),
        _ => throw CheckFaults.NoAdjacency(file, "a cell is no number"),
    };
}
