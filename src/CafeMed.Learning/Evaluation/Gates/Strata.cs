namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>One way to divide visits by the patient's state.</summary>
/// <param name="Name">What divides them, for people.</param>
/// <param name="Count">How many groups.</param>
/// <param name="Groups">(V) the group of each visit, or, where each pair has groups of its own, (V, K) row-major; -1 where a visit is in none.</param>
/// <param name="ByPair">Whether each pair has groups of its own.</param>
internal sealed record Strata(string Name, int Count, int[] Groups, bool ByPair = false)
{
    private const int Thirds = 3;

    /// <summary>By what is known of a visit: age, sex, first or later, number of diagnoses. Those that divide nobody are left out.</summary>
    public static IEnumerable<Strata> Of(VisitTable table)
    {
        Strata[] all =
        [
            new("age, in thirds", Thirds, ThirdsOf(Ages(table))),
            new("sex", 2, Sexes(table)),
            new("first or later visit", 2, [.. table.Numbers.Select(number => number == 0 ? 0 : 1)]),
            new("number of diagnoses, in thirds", Thirds, ThirdsOf([.. Enumerable.Range(0, table.Visits).Select(v => (double)table[Channel.Diagnosis][v].Length)])),
        ];
        return all.Where(strata => strata.Groups.Where(group => group >= 0).Distinct().Count() > 1);
    }

    /// <summary>By the gates themselves: for each pair, thirds of the gate, cut where the visits that have the code are.</summary>
    /// <param name="gates">(V, K) row-major.</param>
    /// <param name="exposed">(V, K) row-major, whether the visit has the pair's code.</param>
    /// <param name="pairs">K.</param>
    public static Strata Of(float[] gates, bool[] exposed, int pairs)
    {
        var groups = new int[gates.Length];
        for (var k = 0; k < pairs; k++)
        {
            var among = Enumerable.Range(0, gates.Length / pairs).Where(v => exposed[v * pairs + k]).Select(v => (double)gates[v * pairs + k]).Order().ToArray();
            var (lower, upper) = among.Length == 0 ? (0, 0) : (among[among.Length / Thirds], among[2 * among.Length / Thirds]);
            for (var i = k; i < gates.Length; i += pairs)
                groups[i] = gates[i] < lower ? 0 : gates[i] < upper ? 1 : 2;
        }
        return new("the gate itself, in thirds", Thirds, groups, ByPair: true);
    }

    private static int[] ThirdsOf(double[] values)
    {
        var known = values.Where(double.IsFinite).Order().ToArray();
        if (known.Length == 0)
            return [.. values.Select(_ => -1)];
        var (lower, upper) = (known[known.Length / Thirds], known[2 * known.Length / Thirds]);
        return [.. values.Select(value => !double.IsFinite(value) ? -1 : value < lower ? 0 : value < upper ? 1 : 2)];
    }

    // Bands of age by the first number in their names; a code without one, and a visit without a band, is in no group.
    private static double[] Ages(VisitTable table) => Context(table, CodeKind.Age, code =>
        new string([.. code.Value.SkipWhile(letter => !char.IsAsciiDigit(letter)).TakeWhile(char.IsAsciiDigit)]) is { Length: > 0 and < 6 } digits
            ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture)
            : double.NaN);

    // The two most frequent codes of sex: what else is recorded is too rare to be looked at by itself.
    private static int[] Sexes(VisitTable table)
    {
        var codes = table.Encoder.Vocabularies[CodeKind.Sex].Codes;
        var places = Context(table, CodeKind.Sex, code => codes.IndexOf(code));
        var two = places.Where(double.IsFinite).GroupBy(place => place).OrderByDescending(same => same.Count()).ThenBy(same => same.Key).Take(2).Select(same => same.Key).ToArray();
        return [.. places.Select(place => Array.IndexOf(two, place))];
    }

    private static double[] Context(VisitTable table, CodeKind kind, Func<Code, double> value)
    {
        var values = new double[table.Visits];
        Array.Fill(values, double.NaN);
        for (var v = 0; v < values.Length; v++)
            foreach (var token in table[Channel.Context][v])
                if (table.Encoder.CodeOf(Channel.Context, token) is (var found, { } code) && found == kind)
                    values[v] = value(code);
        return values;
    }
}
