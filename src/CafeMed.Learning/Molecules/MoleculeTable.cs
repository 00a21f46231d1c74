using System.Collections.Immutable;

namespace CafeMed.Learning.Molecules;

/// <summary>The SMILES of medications, from a table file: what SafeDrug's molecular branch reads.</summary>
public static class MoleculeTable
{
    /// <summary>Reads a table of an ATC code and a SMILES a line, parted by a comma or a tab. Empty lines, lines from # on, and a first line that names the columns are passed over; a code may have several lines.</summary>
    /// <returns>Codes with their SMILES; several of one code are joined by spaces.</returns>
    /// <exception cref="CafeMedException"><c>CM3120</c>: a SMILES is none; <c>CM3121</c>: a line has another form; <c>CM3122</c>: the file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Read(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw MoleculeFaults.NoTable(file.FullName, exception);
        }
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line.StartsWith('#') || (i == 0 && line.Contains("smiles", StringComparison.OrdinalIgnoreCase)))
                continue;
            if (line.Split([',', '\t'], 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } code, { Length: > 0 } smiles] || smiles.Contains(' ', StringComparison.Ordinal))
                throw MoleculeFaults.BadTable(file.FullName, i + 1, "it is not a code and a SMILES");
            if (code.Length is < 5 or > 7 || !code.All(char.IsAsciiLetterOrDigit))
                throw MoleculeFaults.BadTable(file.FullName, i + 1, $"'{code}' is no ATC code of a group or an ingredient");
            _ = Molecule.Parse(smiles);
            found[code] = found.TryGetValue(code, out var before) ? $"{before} {smiles}" : smiles;
        }
        return found;
    }

    /// <summary>The molecules of every medication: those of its own code, and where it is a group, of all ingredients of the group. Empty where none is known.</summary>
    /// <param name="medications">The columns.</param>
    /// <param name="smiles">ATC codes with their SMILES, several parted by spaces.</param>
    /// <exception cref="CafeMedException"><c>CM3120</c>: a SMILES is none.</exception>
    public static ImmutableArray<ImmutableArray<Molecule>> Of(Vocabulary medications, IReadOnlyDictionary<string, string> smiles)
    {
        ArgumentNullException.ThrowIfNull(medications);
        ArgumentNullException.ThrowIfNull(smiles);
        return
        [
            .. medications.Codes.Select(code => smiles
                .Where(pair => pair.Key.StartsWith(code.Value, StringComparison.Ordinal))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .SelectMany(pair => pair.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Distinct(StringComparer.Ordinal)
                .Select(Molecule.Parse)
                .ToImmutableArray()),
        ];
    }
}
