using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>A DuckDB in memory with bounds, and a folder of its own to spill into.</summary>
public sealed class DuckStore : IDisposable
{
    private readonly DirectoryInfo _spill;
    private readonly DuckDBConnection _connection;

    /// <summary>Opens it.</summary>
    /// <param name="threads">Threads of a query.</param>
    /// <param name="megabytes">Memory before it spills.</param>
    /// <param name="below">Where the folder to spill into is made. Default: the system's temporary folder.</param>
    public DuckStore(int threads = 2, int megabytes = 1000, DirectoryInfo? below = null)
    {
        _spill = below?.CreateSubdirectory($"spill-{Guid.NewGuid():n}") ?? Directory.CreateTempSubdirectory("cafemed-");
        _connection = new DuckDBConnection("DataSource=:memory:");
        _connection.Open();
        Execute($"set threads = {threads}; set memory_limit = '{megabytes}MB'; set temp_directory = '{Quoted(_spill.FullName)}';", CancellationToken.None);
    }

    /// <summary>Text as it stands between single quotes, where a statement takes no parameter.</summary>
    public static string Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("'", "''", StringComparison.Ordinal);
    }

    /// <summary>Runs statements until <paramref name="ct"/> interrupts them.</summary>
    public void Execute(string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var stop = ct.Register(command.Cancel);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DuckDBException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
    }

    /// <summary>Every row of a small answer; SQL's null is <see langword="null"/>.</summary>
    public IReadOnlyList<object?[]> Query(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    /// <summary>A command to stream from.</summary>
    public DuckDBCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new DuckDBParameter(name, value));
        return command;
    }

    /// <summary>Adds the function <c>bucket_of(text)</c>: the bucket of a patient, as <see cref="PatientBucket"/> has it, and 0 of none.</summary>
    internal void AddBuckets(int buckets)
    {
        // The rows of a patient mostly stand together.
        var (last, bucket) = ("", PatientBucket.Of("", buckets));
        _connection.RegisterScalarFunction<string, int>("bucket_of", (cells, target, rows) =>
        {
            for (ulong row = 0; row < rows; row++)
            {
                var patient = cells[0].IsValid(row) ? cells[0].GetValue<string>(row) : null;
                if (patient is not null && patient != last)
                    (last, bucket) = (patient, PatientBucket.Of(patient, buckets));
                target.WriteValue(patient is null ? 0 : bucket, row);
            }
        }, new() { HandlesNulls = true });
    }

    /// <summary>A fast way to fill <paramref name="table"/>.</summary>
    public DuckDBAppender Appender(string table) => _connection.CreateAppender(table);

    /// <summary>Closes it and removes what was spilt.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        _spill.Delete(recursive: true);
    }
}
