using System.Globalization;
using System.Text;

namespace CafeMed.Data.Fhir;

/// <summary>Counts what cannot be read, and puts it aside: a CSV <c>table,file,line,reason,text</c>.</summary>
internal sealed class FhirRejects(FileInfo? aside, double most) : IDisposable
{
    private const int LongestText = 2000;
    private StreamWriter? _writer;
    private long _read;
    private string _first = "";

    /// <summary>How many lines or entries could not be read.</summary>
    public long Broken { get; private set; }

    /// <summary>One more was read.</summary>
    public void Read() => _read++;

    /// <summary>One more could not be.</summary>
    public void Add(string file, long line, string reason, ReadOnlySpan<byte> text)
    {
        if (Broken++ == 0)
            _first = $"'{file}', line {line}: {reason}";
        if (aside is null)
            return;
        if (_writer is null)
        {
            _writer = new StreamWriter(aside.FullName, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
            _writer.WriteLine(Quarantine.Header);
        }
        var shown = Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestText)]);
        _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resource,{Quarantine.Cell(file)},{line},{Quarantine.Cell(reason)},{Quarantine.Cell(shown)}"));
    }

    /// <summary>Does nothing where few enough were broken.</summary>
    /// <exception cref="CafeMedException"><c>CM1091</c>: too many.</exception>
    public void Refuse()
    {
        if (Broken > most * (Broken + _read))
            throw FhirFaults.TooManyBroken(Broken, Broken + _read, most, _first);
    }

    public void Dispose() => _writer?.Dispose();
}
