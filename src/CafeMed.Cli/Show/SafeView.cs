namespace CafeMed.Cli.Show;

/// <summary>Prints what a safe set cost, and what else could be chosen.</summary>
internal static class SafeView
{
    private const int Bar = 30;

    /// <summary>Prints it.</summary>
    public static void Show(Page page, SafeText safe)
    {
        var proof = safe.Certificate;
        page.Heading("The safe set");
        page.Text($"{char.ToUpperInvariant(safe.Proof[0])}{safe.Proof[1..]}.");
        page.Text($"Burden {proof.Burden:0.0} of at most {Limit(proof.MaxBurden)}; without any rule {proof.BurdenWithoutRules:0.0}. It counts every finding by its severity (docs/safe-sets.md); contraindications and duplicates are not weighed but barred.");
        if (proof.MustKeep > 0)
            page.Text($"So probable that they stay unless barred: {Figures.Of(proof.MustKeep, "drug")}, of which {proof.Kept} stay.");
        page.Line($"  given up for it: {(safe.GivenUp.Count == 0 ? "nothing" : Figures.Of(safe.GivenUp.Count, "drug"))}");
        foreach (var loss in safe.GivenUp)
            page.Item($"{loss.Probability:0.00}  ", $"{Figures.Named(loss.Name, loss.Code)}: {loss.Why}", 4);
        if (safe.TakenInstead.Count > 0)
            page.Text($"taken instead: {string.Join("; ", safe.TakenInstead)}");
        TradeOff(page, safe);
    }

    private static void TradeOff(Page page, SafeText safe)
    {
        if (safe.TradeOff.Count < 2)
        {
            page.Line("  There is nothing to trade: no set that is allowed is worth more at a higher burden.");
            return;
        }
        page.Heading("From most accurate to least interacting");
        var (most, best) = (safe.TradeOff.Max(choice => choice.Burden), safe.TradeOff.Max(choice => choice.Value));
        page.Table(
            ["drugs", "value", "burden", "<value of the best; burden of the most"],
            safe.TradeOff.Select(choice => (IReadOnlyList<string>)
            [
                $"{choice.Drugs.Count}",
                $"{choice.Value:0.000}{(choice.Optimal ? "" : " (not proved)")}",
                $"{choice.Burden:0.0}",
                $"{Filled(choice.Value / best, '█')}\n{Filled(most > 0 ? choice.Burden / most : 0, '▒')}\n{Difference(choice)}",
            ]));
    }

    private static string Difference(SafeText.Choice choice) => choice.Proposed ? "this is the proposed set" : string.Join("; ",
        choice.Without.Select(code => $"- {code.Name}").Concat(choice.With.Select(code => $"+ {code.Name}")));

    private static string Limit(double most) => double.IsFinite(most) && most < 1e9 ? $"{most:0.0}" : "any";

    private static string Filled(double share, char with) => new(with, (int)Math.Round(Bar * Math.Clamp(share, 0, 1)));
}
