namespace CafeMed.Data;

/// <summary>Patients that wait in a temporary file until all have been seen.</summary>
internal sealed class PatientSpool : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cafemed-");
    private readonly PatientSpill _spill;
    private readonly CodeBook _book = new();
    private readonly VisitRow _row = new();

    /// <summary>Opens it.</summary>
    public PatientSpool() => _spill = new(Path.Combine(_folder.FullName, "patients"));

    /// <summary>Adds a patient.</summary>
    public void Add(Patient patient)
    {
        foreach (var visit in patient.Visits)
        {
            _row.Fill(patient.Id, visit, _book);
            _spill.Add(_row);
        }
    }

    /// <summary>Everybody again, in order.</summary>
    public IEnumerable<Patient> Drain() => RowPatients.Of(_spill.Drain(), _book);

    /// <inheritdoc/>
    public void Dispose()
    {
        _spill.Dispose();
        _folder.Delete(recursive: true);
    }
}
