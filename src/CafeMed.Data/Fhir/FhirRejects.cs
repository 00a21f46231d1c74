namespace CafeMed.Data.Fhir;

/// <summary>Counts what cannot be read, and keeps the first of it.</summary>
internal sealed class FhirRejects
{
    private const double MostBroken = 0.05;
    private long _read;
    private string _first = "";

    /// <summary>How many lines or entries could not be read.</summary>
    public long Broken { get; private set; }

    /// <summary>One more was read.</summary>
    public void Read() => _read++;

    /// <summary>One more could not be.</summary>
    public void Add(string file, long line, string reason)
    {
        if (Broken++ == 0)
            _first = $"'{file}', line {line}: {reason}";
    }

    /// <summary>Does nothing where few enough were broken.</summary>
    /// <exception cref="CafeMedException"><c>CM1091</c>: too many.</exception>
    public void Refuse()
    {
        if (Broken > MostBroken * (Broken + _read))
            throw FhirFaults.TooManyBroken(Broken, Broken + _read, MostBroken, _first);
    }
}
