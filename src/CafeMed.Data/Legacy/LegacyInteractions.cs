using System.Text;

namespace CafeMed.Data.Legacy;

/// <summary>The matrix of interactions that comes with the records, as facts that a study can use.</summary>
/// <remarks>
/// <para>
/// A cell that is not 0, in either direction, is an interacting pair of the medications of that row and column. The matrix has no severities: every pair counts as
/// <see cref="Severity.Warning"/>, the severity from which on pairs count by default. It speaks of groups (ATC level 3) and not of ingredients, so at level 3 every
/// share is 0 or 1, and the rate of a study is that line's: interacting pairs of all pairs, pooled over visits.
/// </para>
/// <para>Source: Yang et al. 2021, SafeDrug, doi:10.24963/ijcai.2021/514 (section 15 of the field's protocol: the 40 rarest side effects of TWOSIDES).</para>
/// </remarks>
public static class LegacyInteractions
{
    /// <summary>The file in a cohort's folder that keeps the pairs, so that a study does not need the pickles.</summary>
    public const string FileName = "interactions.csv";

    private const string Header = "first,second";
    private const string Source = "the matrix of interactions beside the records (ddi_A_final.pkl), without severities";

    /// <summary>Whether <paramref name="root"/> has the matrix.</summary>
    public static bool Exists(DirectoryInfo root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return File.Exists(Path.Combine(root.FullName, LegacyNames.Interactions));
    }

    /// <summary>Reads the matrix in <paramref name="root"/>.</summary>
    /// <exception cref="CafeMedException">
    /// <c>CM1002</c>, <c>CM1097</c>: a file is missing. <c>CM1095</c>: the matrix and the vocabulary have different sizes.
    /// <c>CM1080</c> to <c>CM1087</c>, <c>CM1093</c>, <c>CM1096</c>: a file cannot be read.
    /// </exception>
    public static InteractionTable Read(DirectoryInfo root, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(root);
        var file = new FileInfo(Path.Combine(root.FullName, LegacyNames.Interactions));
        if (!file.Exists)
            throw LegacyFaults.NoMatrix(root.FullName, LegacyNames.Interactions);
        var medications = LegacyVocabulary.Read(LegacyNames.Require(root, LegacyNames.Words), ct).Medications;
        var matrix = LegacyTable.Read(file, ct);
        if (matrix.Rows != medications.Size || matrix.Columns != medications.Size)
            throw LegacyFaults.WrongSize(file.FullName, matrix.Rows, matrix.Columns, $"{medications.Size} by {medications.Size}, as med_voc asks");
        Code[] all = [.. Enumerable.Range(0, medications.Size).Select(number => medications.Of(number)).OfType<Code>()];
        return new(Source, all, Pairs(matrix, medications));
    }

    /// <summary>Writes the pairs of <paramref name="table"/>, and what it knows, into a cohort's folder.</summary>
    public static async Task WriteAsync(DirectoryInfo cohort, InteractionTable table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(table);
        var text = new StringBuilder(Header).Append('\n');
        foreach (var known in table.Ingredients.Order())
            text.Append(known).Append(",\n");
        foreach (var (first, second, _) in table.Pairs.OrderBy(pair => pair.First).ThenBy(pair => pair.Second))
            text.Append(first).Append(',').Append(second).Append('\n');
        try
        {
            await File.WriteAllTextAsync(Path.Combine(cohort.FullName, FileName), text.ToString(), ct).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.CannotWrite(cohort.FullName, exception);
        }
    }

    /// <summary>What <see cref="WriteAsync"/> wrote, or <see langword="null"/> where a cohort has none.</summary>
    /// <exception cref="CafeMedException"><c>CM1098</c>: a line of it is malformed.</exception>
    public static InteractionTable? OfCohort(DirectoryInfo cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var file = Path.Combine(cohort.FullName, FileName);
        if (!File.Exists(file))
            return null;
        var (known, pairs) = (new List<Code>(), new List<(Code, Code, Severity)>());
        foreach (var (line, index) in File.ReadLines(file).Select((line, index) => (line, index)).Skip(1))
        {
            var cells = line.Split(',');
            if (cells.Length != 2 || !cells[0].Contains(':', StringComparison.Ordinal) || cells[1].Length > 0 && !cells[1].Contains(':', StringComparison.Ordinal))
                throw LegacyFaults.BadStoredInteractions(file, index + 1);
            if (cells[1].Length == 0)
                known.Add(Code.Parse(cells[0]));
            else
                pairs.Add((Code.Parse(cells[0]), Code.Parse(cells[1]), Severity.Warning));
        }
        return new(Source, known, pairs);
    }

    private static IEnumerable<(Code, Code, Severity)> Pairs(LegacyTable matrix, LegacyVocabulary medications)
    {
        for (var i = 0; i < matrix.Rows; i++)
            for (var j = i + 1; j < matrix.Columns; j++)
                if ((matrix[i, j] != 0 || matrix[j, i] != 0) && medications.Of(i) is { } first && medications.Of(j) is { } second)
                    yield return (first, second, Severity.Warning);
    }
}
