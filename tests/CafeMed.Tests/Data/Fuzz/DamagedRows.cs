using System.Text;
using CsCheck;

namespace CafeMed.Tests.Data.Fuzz;

/// <summary>Rows of tables with a cell that holds something else, or with damaged bytes.</summary>
internal static class DamagedRows
{
    private static readonly string[] s_odd =
    [
        "", " ", "infinity", "-infinity", "epoch", "294246-12-31", "0001-01-01", "9999-12-31", "9999-12-31 23:59:59.999999", "10000-01-01", "4713-01-01 (BC)", "2020-02-30",
        "2020-01-01T08:00:00Z", "2020-01-01 08:00:00+14:00", "2019-12-31", "'; drop table line; --", new('x', 5000), "\"a\"\"b\"", "\"a,b\"", "\"a\nb\"", "\0", "😀", "NaN", "1e308", "-1",
        "99999999999999999999", "Diagnosis", "TimeGap", "Medication", "Atc", "B01AC06", "Icd10Cm", "Ndc", "00904404073", ":", "Atc:", "1", "2", "a",
    ];

    /// <summary>So many damaged rows, each of one of <paramref name="tables"/> (a text with a header each), with the table's place.</summary>
    public static Gen<(int Table, byte[] Row)[]> Of(IReadOnlyList<string> tables, int rows)
    {
        var sound = tables.SelectMany((text, table) => text.TrimEnd('\n').Split('\n').Skip(1).Select(row => (table, row))).ToArray();
        var cells = Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Select(Gen.Int[0, 20], Gen.Int[0, s_odd.Length - 1]).Array[1, 3])
            .Select((at, changes) => (sound[at].table, Encoding.UTF8.GetBytes(changes.Aggregate(sound[at].row, With))));
        var bytes = Gen.Select(Gen.Int[0, tables.Count - 1], Mutation.Of([.. sound.Select(row => Encoding.UTF8.GetBytes(row.row))]));
        return Gen.Frequency((3, cells), (1, bytes)).Array[rows];
    }

    private static string With(string row, (int At, int Odd) change)
    {
        var cells = row.Split(',');
        cells[change.At % cells.Length] = s_odd[change.Odd];
        return string.Join(',', cells);
    }
}
