using System.Collections.Immutable;
using System.Globalization;

namespace CafeMed.Data.Synthetic;

/// <summary>What the hospitals do differently.</summary>
internal static class SyntheticHabits
{
    private static readonly string[] s_mistakes = ["missing-labels", "spurious-labels", "missing-codes"];

    /// <summary>Every hospital, the largest first.</summary>
    public static ImmutableArray<SyntheticSite> Of(SyntheticModel model)
    {
        var options = model.Options;
        var rising = SyntheticShares.Flat(options.Sites);
        var shares = rising.Select((share, site) => site == 0 ? share : share - rising[site - 1]).ToArray();
        string[] names = [.. Enumerable.Range(1, options.Sites).Select(number => string.Create(CultureInfo.InvariantCulture, $"site-{number}"))];
        double[][] factors = [.. s_mistakes.Select(use => Factors(names, shares, use, options.SiteVariation))];
        return [.. names.Select((name, site) => new SyntheticSite(
            new Code(CodeSystem.Local, name),
            [.. model.Medications.Select(drug => Math.Round(1.4 * options.SiteVariation * (SyntheticStream.Fixed(drug.Code.Value, name) - 0.5), 4))])
        {
            Share = Math.Round(shares[site], 6),
            Formulary = [.. model.Tables.Drugs.Select(drug => First(drug, name, options.SiteVariation))],
            CodedOtherwise = [.. Ids(model).Where(id => SyntheticStream.Fixed(id, "coding-" + name) < 0.25 * Math.Min(1, options.SiteVariation))],
            MissingLabels = Rate(options.MissingLabels, factors[0][site], 0.95),
            SpuriousLabels = Rate(options.SpuriousLabels, factors[1][site], 0.5),
            MissingCodes = Rate(options.MissingCodes, factors[2][site], 0.95),
        })];
    }

    private static IEnumerable<string> Ids(SyntheticModel model) =>
        Enumerable.Range(0, model.Causes.Diseases + model.Causes.Procedures).Select(model.Causes.Id);

    private static Code First(DrugRow drug, string site, double variation)
    {
        var choices = drug.Ingredients;
        return choices[SyntheticStream.Fixed(choices[0].Value, "formulary-" + site) < 0.3 * Math.Min(1, variation) ? 1 % choices.Length : 0];
    }

    // From half to one and a half, and 1 over all people.
    private static double[] Factors(string[] names, double[] shares, string use, double variation)
    {
        double[] raw = [.. names.Select(name => 1 + Math.Min(1, variation) * (SyntheticStream.Fixed(name, use) - 0.5))];
        var mean = raw.Zip(shares, (factor, share) => factor * share).Sum();
        return [.. raw.Select(factor => factor / mean)];
    }

    private static double Rate(double asked, double factor, double most) => Math.Min(most, Math.Round(asked * factor, 6));
}
