using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety;

/// <summary>Reads tables of interacting ingredients, above all the one that ships with the product.</summary>
/// <remarks>
/// The form is CSV with the columns <c>first,second,severity</c>, and if wanted <c>mechanism</c> and <c>citation</c> after them: two ATC
/// codes of level 5, a level from 1 (take into account) to 4 (contraindicated), a word of the closed list, a text. An ingredient that the source knows without any interaction has a line <c>CODE,,</c>.
/// </remarks>
public static class InteractionFacts
{
    /// <summary>Source, date and licence of the shipped table, as findings and reports cite it.</summary>
    public const string ShippedSource =
        "ANSM Thesaurus des interactions medicamenteuses, September 2016; English: OSDI, Apache-2.0";

    /// <summary>What findings from the shipped supplement cite where no row's own citation is meant.</summary>
    public const string SupplementSource = "CafeMed supplement: prescribing information, guidelines and the ONC list, cited by row";

    /// <summary>The shipped base with the shipped supplement as a plain table: code pairs and levels; see data/interactions.</summary>
    public static InteractionTable Shipped() => InteractionKnowledge.Shipped().Table();

    /// <summary>Reads a table of the user's from a <c>.csv</c> or <c>.csv.gz</c> file, with mechanism and citation where it has them; its name is the source.</summary>
    /// <exception cref="CafeMedException">As for <see cref="Read(FileInfo)"/>.</exception>
    public static ListedFacts ReadFacts(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Exists)
            throw Faults.NoFactsFile(file.FullName);
        using Stream text = file.Extension.Equals(".gz", StringComparison.OrdinalIgnoreCase) ? Unpack(file) : file.OpenRead();
        var rows = Rows(text);
        return new ListedFacts(file.Name, rows.Ingredients, rows.Pairs);
    }

    /// <summary>Reads a table from a <c>.csv</c> or <c>.csv.gz</c> file; its name is the source.</summary>
    /// <exception cref="CafeMedException">
    /// <c>CM4001</c>: no such file; <c>CM4002</c> to <c>CM4006</c> as for a stream; <c>CM4007</c>: a packed file is cut short or damaged.
    /// </exception>
    public static InteractionTable Read(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Exists)
            throw Faults.NoFactsFile(file.FullName);
        using Stream text = file.Extension.Equals(".gz", StringComparison.OrdinalIgnoreCase) ? Unpack(file) : file.OpenRead();
        return Read(text, file.Name);
    }

    /// <summary>Reads a table from unpacked text.</summary>
    /// <param name="text">UTF-8 CSV.</param>
    /// <param name="source">Name, date and licence of the source.</param>
    /// <exception cref="CafeMedException">
    /// <c>CM4002</c>: another first line; <c>CM4003</c>: too few or too many columns; <c>CM4004</c>: no ATC code of level 5;
    /// <c>CM4005</c>: no level from 1 to 4; <c>CM4006</c>: damaged or cut short. Each names line and column.
    /// </exception>
    public static InteractionTable Read(Stream text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rows = Rows(text);
        return new InteractionTable(source, rows.Ingredients, rows.Pairs.Select(pair => (pair.First, pair.Second, pair.Fact.Severity)));
    }

    private static FactsReader Rows(Stream text)
    {
        using var reader = new StreamReader(text, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var rows = new FactsReader();
        try
        {
            rows.ReadToEnd(reader);
        }
        catch (Exception torn) when (torn is InvalidDataException or IOException)
        {
            throw Faults.TornFacts(rows.Line, torn.Message, torn);
        }
        return rows;
    }

    // GZipStream ends in silence where the file does, and half a table of interactions looks like a whole one: the length at the end must agree.
    private static MemoryStream Unpack(FileInfo file)
    {
        var packed = File.ReadAllBytes(file.FullName);
        var text = new MemoryStream();
        try
        {
            using var unpacking = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            unpacking.CopyTo(text);
        }
        catch (InvalidDataException damaged)
        {
            throw Faults.TornFactsFile(file.FullName, damaged);
        }
        if (packed.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(^sizeof(uint)..)) != (uint)text.Length)
            throw Faults.TornFactsFile(file.FullName, null);
        text.Position = 0;
        return text;
    }
}
