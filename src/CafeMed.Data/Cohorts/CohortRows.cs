using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>A cohort as rows of a Parquet file.</summary>
internal static class CohortRows
{
    public static void Write(DuckStore store, Cohort cohort, string file, CancellationToken ct)
    {
        store.Execute(
            """
            create temp table event (patient_id varchar, visit_id varchar, started_at timestamp, ended_at timestamp, kind varchar, system varchar, code varchar)
            """,
            ct);
        using (var rows = store.Appender("event"))
            foreach (var patient in cohort.Patients)
            {
                ct.ThrowIfCancellationRequested();
                foreach (var visit in patient.Visits)
                    Append(rows, patient.Id, visit);
            }
        // COPY takes no parameters for its target.
        store.Execute($"copy event to '{file.Replace("'", "''", StringComparison.Ordinal)}' (format parquet, compression zstd)", ct);
    }

    public static Cohort Read(DuckStore store, string name, string file, CancellationToken ct)
    {
        using var command = store.Command(
            "select patient_id, visit_id, started_at, ended_at, kind, system, code from read_parquet($file)", ("file", file));
        command.UseStreamingMode = true;
        using var rows = command.ExecuteReader();
        var people = new List<Patient>();
        var draft = new PatientDraft();
        while (rows.Read())
        {
            ct.ThrowIfCancellationRequested();
            var end = rows.IsDBNull(3) ? (DateTime?)null : rows.GetDateTime(3);
            if (draft.Open(rows.GetString(0), rows.GetString(1), rows.GetDateTime(2), end) is { } finished)
                people.Add(finished);
            if (!rows.IsDBNull(4))
                draft.Add(Enum.Parse<CodeKind>(rows.GetString(4)), new(new(rows.GetString(5)), rows.GetString(6)));
        }
        if (draft.Finish() is { } last)
            people.Add(last);
        return new(name, [.. people]);
    }

    private static void Append(DuckDBAppender rows, string patient, Visit visit)
    {
        var empty = true;
        foreach (var kind in CodeKinds.All)
            foreach (var code in visit[kind])
            {
                empty = false;
                Start(rows, patient, visit).AppendValue(kind.ToString()).AppendValue(code.System.Name).AppendValue(code.Value).EndRow();
            }
        if (empty)
            Start(rows, patient, visit).AppendNullValue().AppendNullValue().AppendNullValue().EndRow();
    }

    private static IDuckDBAppenderRow Start(DuckDBAppender rows, string patient, Visit visit) =>
        rows.CreateRow().AppendValue(patient).AppendValue(visit.Id).AppendValue(visit.StartedAt).AppendValue(visit.EndedAt);
}
