using System.Globalization;
using System.Text;
using CafeMed.Data.Pickle;

namespace CafeMed.Data.Legacy;

/// <summary>A table of numbers of the SafeDrug line: a numpy array or lists in a pickle, or a CSV.</summary>
public sealed class LegacyTable
{
    // Rows of one list that a file names many times over still have to be held.
    private const long MostCells = 50_000_000;
    private readonly double[] _cells;

    private LegacyTable(int rows, int columns, double[] cells) => (Rows, Columns, _cells) = (rows, columns, cells);

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>How many columns.</summary>
    public int Columns { get; }

    /// <summary>The number in <paramref name="row"/> and <paramref name="column"/>, counted from 0.</summary>
    public double this[int row, int column] => _cells[row * Columns + column];

    /// <summary>Reads <paramref name="file"/>, by its ending.</summary>
    /// <param name="file">A <c>.pkl</c> or <c>.csv</c>; a CSV may have a header, and names in its first column.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="CafeMedException"><c>CM1096</c>: it is no table of numbers. <c>CM1080</c> to <c>CM1087</c>: the pickle cannot be read.</exception>
    public static LegacyTable Read(FileInfo file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase) ? OfCsv(file) : PickleReader.Read(file, null, ct) switch
        {
            NumpyArray { Shape: [var rows, var columns] } array => new(rows, columns, array.ToDoubles()),
            PickleSequence lists => OfLists(lists, file.FullName),
            _ => throw LegacyFaults.NotATable(file.FullName, "it holds neither an array of two axes nor lists of lists"),
        };
    }

    private static LegacyTable OfLists(PickleSequence lists, string file)
    {
        var cells = new List<double>();
        var columns = -1;
        foreach (var row in lists.Items)
        {
            var numbers = row switch
            {
                PickleSequence sequence => sequence.Items,
                NumpyArray { Shape.Length: 1 } array => array.ToValues(),
                _ => throw LegacyFaults.NotATable(file, "a row is no list"),
            };
            if (columns >= 0 && numbers.Count != columns)
                throw LegacyFaults.NotATable(file, "its rows are not equally long");
            columns = numbers.Count;
            if (cells.Count + (long)columns > MostCells)
                throw PickleFaults.TooLarge(file, $"it is a table of more than {MostCells:#,0} numbers");
            cells.AddRange(numbers.Select(number => number switch
            {
                double real => real,
                long whole => whole,
                bool truth => truth ? 1 : 0,
                _ => throw LegacyFaults.NotATable(file, "a cell is no number"),
            }));
        }
        return new(lists.Items.Count, Math.Max(columns, 0), [.. cells]);
    }

    private static LegacyTable OfCsv(FileInfo file)
    {
        try
        {
            var rows = File.ReadLines(file.FullName, new UTF8Encoding(false, throwOnInvalidBytes: true)).Where(line => line.Trim().Length > 0).Select(line => CsvLine.Split(line.TrimEnd('\r'))).ToList();
            if (rows.Count > 0 && rows[0].Skip(1).Any(cell => Number(cell) is null))
                rows.RemoveAt(0);
            var named = rows.Count > 0 && (rows.Any(row => Number(row[0]) is null) || rows[0].Count > 2 && rows.Select((row, i) => Number(row[0]) == i).All(same => same));
            var width = rows.Count == 0 ? 0 : rows[0].Count;
            if (rows.Any(row => row.Count != width))
                throw LegacyFaults.NotATable(file.FullName, "its lines are not equally long");
            var skip = named ? 1 : 0;
            double[] cells = [.. rows.SelectMany(row => row.Skip(skip)).Select(cell => Number(cell) ?? throw LegacyFaults.NotATable(file.FullName, $"'{(cell.Length > 40 ? cell[..40] : cell)}' is no number"))];
            return new(rows.Count, Math.Max(width - skip, 0), cells);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw LegacyFaults.NotATable(file.FullName, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static double? Number(string cell) => double.TryParse(cell.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
