using System.Text;

namespace CafeMed.Data;

/// <summary>A file of patients that waits to become a shard: written as they come, read once. Not a format to keep.</summary>
internal sealed class PatientSpill(string file) : IDisposable
{
    private BinaryWriter? _writer = new(new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16), Encoding.UTF8);

    /// <summary>Adds a visit.</summary>
    public void Add(VisitRow row)
    {
        var writer = _writer!;
        writer.Write(row.Patient);
        writer.Write(row.Visit);
        writer.Write(row.Start.Ticks);
        writer.Write(row.End?.Ticks ?? -1);
        for (var kind = 0; kind < row.Codes.Length; kind++)
        {
            var (codes, known) = (row.Codes[kind], row.Known[kind]);
            writer.Write7BitEncodedInt(2 * codes.Count + (known.Count > 0 ? 1 : 0));
            foreach (var code in codes)
                writer.Write7BitEncodedInt(code);
            foreach (var time in known)
                writer.Write(time?.Ticks ?? -1);
        }
    }

    /// <summary>Ends the writing, and reads everything again; each row is valid until the next.</summary>
    public IEnumerable<VisitRow> Drain()
    {
        Dispose();
        using var reader = new BinaryReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16), Encoding.UTF8);
        var row = new VisitRow();
        var length = reader.BaseStream.Length;
        while (reader.BaseStream.Position < length)
        {
            (row.Patient, row.Visit) = (reader.ReadString(), reader.ReadString());
            (row.Start, row.End) = (new(reader.ReadInt64()), Time(reader));
            for (var kind = 0; kind < row.Codes.Length; kind++)
            {
                row.Codes[kind].Clear();
                row.Known[kind].Clear();
                var head = reader.Read7BitEncodedInt();
                for (var i = 0; i < head / 2; i++)
                    row.Codes[kind].Add(reader.Read7BitEncodedInt());
                for (var i = 0; head % 2 == 1 && i < head / 2; i++)
                    row.Known[kind].Add(Time(reader));
            }
            yield return row;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
    }

    private static DateTime? Time(BinaryReader reader) => reader.ReadInt64() is >= 0 and var ticks ? new(ticks) : null;
}
