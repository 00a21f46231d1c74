using System.Globalization;
using System.IO.Compression;
using CafeMed.Data.Synthetic;
using CafeMed.Learning.Evaluation.Gates;

namespace CafeMed.Cli.Runs;

/// <summary>From the truth of a synthetic cohort to the gates that were planted.</summary>
internal static class PlantedTruth
{
    private const string FileName = "truth-visits.csv.gz";

    /// <summary>The planted gates; <see langword="null"/> where the people are not made up, their visits' states were not kept, or the recommendation is not at the level of the truth.</summary>
    /// <exception cref="CafeMedException"><c>CM7047</c>: the states were kept, but cannot be read.</exception>
    public static PlantedGates? Of(Material material, int level) => Of(material, level, null);

    /// <summary>The same for the visits of <paramref name="people"/> alone: those of a large cohort do not fit into memory.</summary>
    public static PlantedGates? Of(Material material, int level, Cohort? people)
    {
        if (material.Truth is not { } truth || level != AtcLevel.Default)
            return null;
        var effects = truth.Effects.Where(effect => !effect.Modifiers.IsEmpty).ToArray();
        if (effects.Length == 0 || StatesOf(truth, material.Folder, people) is not { } states)
            return null;
        return new([.. effects.Select(effect => (effect.Cause, effect.Medication))], (visit, pair) => effects[pair].Gate(states(visit)));
    }

    private static Func<string, float[]>? StatesOf(SyntheticTruth truth, DirectoryInfo folder, Cohort? people)
    {
        if (truth.Visits is { } visits)
            return id => visits.States(id).ToArray();
        var file = Path.Combine(folder.FullName, FileName);
        if (!File.Exists(file))
            return null;
        try
        {
            var read = Read(file, people?.Patients.SelectMany(patient => patient.Visits).Select(visit => visit.Id).ToHashSet(StringComparer.Ordinal));
            return id => read[id];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or InvalidDataException or ArgumentException)
        {
            throw AblateFaults.BadStates(file, exception);
        }
    }

    private static Dictionary<string, float[]> Read(string file, HashSet<string>? wanted)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var names = (text.ReadLine() ?? "").Split(',');
        var columns = Enum.GetNames<SyntheticState>().Select(state => Array.IndexOf(names, state)).ToArray();
        if (names[0] != "visit" || columns.Contains(-1))
            throw new InvalidDataException("A column is missing.");
        var states = new Dictionary<string, float[]>();
        while (text.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (cells.Length != names.Length)
                throw new InvalidDataException("A line is torn.");
            if (wanted?.Contains(cells[0]) != false)
                states.Add(cells[0], [.. columns.Select(column => float.Parse(cells[column], CultureInfo.InvariantCulture))]);
        }
        return states;
    }
}
