namespace CafeMed.Data;

/// <summary>The faults of live databases and of the events table in one place, so that the wording can be read and reviewed together.</summary>
internal static class ConnectorFaults
{
    public static CafeMedException ConnectionText() => new(new Fault(
        "CM1060",
        "The connection is not one to a PostgreSQL database (it is not repeated here, for it may hold a password).",
        "Write Host=…;Port=5432;Database=…;Username=…; give the password in the environment variable PGPASSWORD or in ~/.pgpass, where nobody else sees it."));

    public static CafeMedException Database(string host, string? database, string why) => new(new Fault(
        "CM1061",
        $"The PostgreSQL database '{database}' on '{host}' cannot be read: {string.Join(' ', why.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(3))}",
        "Check that the server runs, that the password is in PGPASSWORD or in ~/.pgpass, and that the user may read the tables."));

    public static CafeMedException NoSchema(string schema) => new(new Fault(
        "CM1062",
        $"The database has no schema '{schema}'.",
        "Name the schema that holds person and visit_occurrence; where the vocabulary lies in another one, name both: --schema cdm,vocab."));

    public static CafeMedException NoTable(string table, string schema) => new(new Fault(
        "CM1063",
        $"The database has no table '{table}' in the schema '{schema}'.",
        "Name the schema of the Common Data Model with --schema; this table is needed."));

    public static CafeMedException NoColumn(string table, string column, IReadOnlyList<string> found) => new(new Fault(
        "CM1064",
        $"The database's table '{table}' has no column '{column}'.",
        $"Its columns are: {string.Join(", ", found)}. The Common Data Model 5.3 and 5.4 have that column."));

    public static CafeMedException NoRoomForExtract(string folder, Exception inner) => new(new Fault(
        "CM1065",
        $"The tables cannot be copied to '{folder}': {inner.Message}",
        "Check that the disk of the temporary folder (TMPDIR) has room for a copy of the tables; nothing was left there."), inner);

    public static CafeMedException UnknownSystemsOnly(string root, long rows) => new(new Fault(
        "CM1066",
        $"None of the {rows} row(s) of '{root}' has a code system that is known.",
        $"The systems are: {string.Join(", ", CodeSystem.Known)}. See docs/events-table.md."));
}
