using System.Collections.Frozen;

namespace CafeMed.Data.Synthetic;

/// <summary>Turns a line of the drug table into a group of drugs.</summary>
internal static class DrugTable
{
    /// <summary>Reads one line: atc4, name, rival, course, rate, cluster, modifiers.</summary>
    public static DrugRow Row(string[] row, int cluster, FrozenDictionary<string, int> columns, string[][] ingredients)
    {
        var (continued, started) = Course(row[3]);
        Code? rival = row[2].Length > 0 ? Code.Atc(row[2]) : null;
        var truth = new SyntheticMedication(
            Code.Atc(row[0]), row[1], BaseLogOdds(row[4]), continued, started, rival, rival is null ? 0 : -1.5,
            Small(row[0], "age"), Small(row[0], "female"), 0.4);
        return new(
            truth, cluster, rival is null ? -1 : columns[row[2]],
            [.. row[6].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Modifier)],
            [.. ingredients.Where(cells => cells[1] == row[0]).Select(cells => Code.Atc(cells[0]))]);
    }

    // The table's rates are a clinician's guess at "given without any of the listed reasons", which runs high for rare drugs:
    // the odds are taken to the power of 1.25, which leaves routine drugs alone and makes rare ones rarer.
    private static double BaseLogOdds(string percent) => Math.Round(1.25 * SyntheticTables.LogOdds(percent) - 0.2, 4);

    private static (double Continued, double Started) Course(string course) => course switch
    {
        "chronic" => (3.6, -1.0),
        "hospital" => (1.6, -0.4),
        _ => (0.8, -0.1),
    };

    private static double Small(string drug, string use) => Math.Round(0.4 * (SyntheticStream.Fixed(drug, use) - 0.5), 4);

    // "icu+6" is: in intensive care, the multiplier is 0.6 higher.
    private static SyntheticModifier Modifier(string text)
    {
        var at = text.IndexOfAny(['+', '-']);
        var state = text[..at] switch
        {
            "age" => SyntheticState.Age,
            "burden" => SyntheticState.Burden,
            "icu" => SyntheticState.Intensive,
            "emerg" => SyntheticState.Emergency,
            _ => SyntheticState.Severity,
        };
        return new(state, SyntheticTables.Number(text[at..]) / 10);
    }
}
