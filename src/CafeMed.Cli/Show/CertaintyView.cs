namespace CafeMed.Cli.Show;

/// <summary>Prints how sure an answer is.</summary>
internal static class CertaintyView
{
    private const int Listed = 12;

    /// <summary>The answer as a whole, and in words where the model would rather not answer.</summary>
    public static void Answer(Page page, CertaintyText? certainty)
    {
        if (certainty?.Answer is not { } answer)
            return;
        page.Text($"confidence: the model's own set is expected to agree to {answer.ExpectedJaccard:0.00} with what would be given (Jaccard); {answer.Understood} of {Figures.Of(answer.Codes, "code")} understood.");
        if (answer.Abstains)
            page.Text($"THE MODEL WOULD RATHER NOT ANSWER: {string.Join("; ", answer.Reasons)}. What follows is shown all the same, and is less to be trusted.");
    }

    /// <summary>What stands before a drug's account.</summary>
    public static string Of(CertaintyText? certainty, Code code)
    {
        if (certainty?.Drugs.FirstOrDefault(drug => drug.Code == code) is not { } found)
            return "";
        var interval = found.Observed is { } observed ? $"of predictions like this {Range(observed)} were given; " : "";
        return found.InSetsOf.Contains(certainty.Set.MissRate) ? interval : $"{interval}not in the set that misses {Percent(certainty.Set.MissRate)}; ";
    }

    /// <summary>Drugs of the conformal set that are not proposed.</summary>
    public static void Others(Page page, CertaintyText? certainty)
    {
        if (certainty is null)
            return;
        var (set, others) = (certainty.Set, certainty.Drugs.Where(drug => !drug.Proposed && drug.InSetsOf.Contains(certainty.Set.MissRate)).ToArray());
        page.Heading($"Also possible: {Figures.Of(others.Length, "drug")} not proposed, of the set that misses {Percent(set.MissRate)} of what is given");
        page.Text(set.From > 0
            ? $"That set holds every drug from probability {set.From:0.000} on, and misses on average at most {Percent(set.MissRate)} of the given drugs of new patients like those it was measured on: {Figures.Of(certainty.Patients, "patient")}{(certainty.HeldApart ? "" : ", who also chose the decision, so close, not exact")}."
            : "Too few patients to promise that with less than every drug.");
        foreach (var drug in others.Take(Listed))
            page.Item($"{drug.Probability:0.00}  ", $"{Figures.Named(drug.Name, drug.Code)}{(drug.Observed is { } observed ? $": of predictions like this {Range(observed)} were given" : "")}");
        if (others.Length > Listed)
            page.Line($"  and {others.Length - Listed} more: --json has all of them");
    }

    private static string Percent(double share) => $"{100 * share:0.#} %";

    private static string Range(Interval observed) => $"{100 * observed.Lower:0}-{100 * observed.Upper:0} %";
}
