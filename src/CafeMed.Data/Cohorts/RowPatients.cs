namespace CafeMed.Data;

/// <summary>Patients of visits, and visits of patients.</summary>
internal static class RowPatients
{
    /// <summary>Patients of rows, all visits of a patient together.</summary>
    public static IEnumerable<Patient> Of(IEnumerable<VisitRow> rows, CodeBook book)
    {
        var visits = new List<Visit>();
        string? patient = null;
        foreach (var row in rows)
        {
            if (patient is not null && patient != row.Patient)
            {
                yield return new(patient, [.. visits]);
                visits.Clear();
            }
            patient = row.Patient;
            visits.Add(row.ToVisit(book));
        }
        if (patient is not null)
            yield return new(patient, [.. visits]);
    }

    /// <summary>The rows of patients; each is valid until the next.</summary>
    public static IEnumerable<VisitRow> Of(IEnumerable<Patient> patients, CodeBook book)
    {
        var row = new VisitRow();
        foreach (var patient in patients)
            foreach (var visit in patient.Visits)
            {
                row.Fill(patient.Id, visit, book);
                yield return row;
            }
    }
}
