using System.Text;
using CafeMed.Data;
using CsCheck;

namespace CafeMed.Tests.Data.Fuzz;

/// <summary>Whatever stands in the rows of a table, an import counts every row of it or ends in a fault with a code. The same with a million rows: bench, <c>fuzz events</c>.</summary>
public sealed class DamagedRowsTests : IDisposable
{
    private const int Rows = 250;

    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private int _finished;

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("events", 1)]
    [InlineData("events", 2)]
    [InlineData("mimic3", 1)]
    [InlineData("mimic3", 2)]
    public void Five_hundred_damaged_rows_are_each_used_or_counted_as_dropped_or_a_fault_says_why(string connector, int buckets)
    {
        var tables = TinySources.Of(connector);
        string[] names = [.. tables.Keys];
        var root = _place.Sub(connector);
        root.Create();

        DamagedRows.Of([.. tables.Values], Rows).Sample(rows =>
        {
            for (var table = 0; table < names.Length; table++)
                File.WriteAllBytes(
                    Path.Combine(root.FullName, $"{names[table]}.csv"),
                    [.. Encoding.UTF8.GetBytes(tables[names[table]] + "\n"), .. rows.Where(row => row.Table == table).SelectMany(row => row.Row.Append((byte)'\n'))]);
            Import(connector, root, buckets);
        }, iter: 2, threads: 1);

        Assert.Equal(2, _finished);
    }

    // Where all may be unreadable, damage reaches the script.
    private void Import(string connector, DirectoryInfo root, int buckets)
    {
        try
        {
            var import = new CohortImport(Data.Import.Connectors.Create(connector), connector, new() { Buckets = buckets, MaxUnreadable = 1 }, new());
            var receipt = import.RunAsync(root, _place.Sub("cohort"), progress: null, _ct).GetAwaiter().GetResult();
            Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
            _finished++;
        }
        catch (CafeMedException exception)
        {
            Assert.Matches("^CM[0-9]{4}$", exception.Fault.Code);
            Assert.DoesNotContain("INTERNAL", exception.Fault.Message, StringComparison.Ordinal);
            _finished++;
        }
    }
}
