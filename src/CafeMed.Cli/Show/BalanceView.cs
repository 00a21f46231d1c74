using System.Globalization;
using CafeMed.Data.Names;
using CafeMed.Learning.Storage;

namespace CafeMed.Cli.Show;

/// <summary>How alike visits with and without a code are, before and after weighting.</summary>
internal static class BalanceView
{
    /// <summary>Prints the balance of the commonest code that begins so.</summary>
    /// <exception cref="CafeMedException"><c>CM7040</c>: no code begins so; <c>CM7065</c>: the estimator does not weight.</exception>
    public static int Run(CliContext context, FileInfo file, string prefix, int top)
    {
        var effects = EffectsFile.Read(file);
        if (effects.Channels.All(channel => channel.Balance.IsEmpty))
            throw RoleFaults.NoBalance(file.FullName, effects.Estimator);
        var codes = effects.Channels.SelectMany(channel => Enumerable.Range(0, channel.Treatments.Count).Select(row => (Channel: channel, Row: row))).ToArray();
        var found = codes.Where(code => code.Channel.Treatments[code.Row].Value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).OrderByDescending(code => code.Channel.Support[code.Row]).ToArray();
        if (found.Length == 0)
            throw EffectFaults.NoSuchCode("diagnosis or procedure", prefix, Nearest.To(prefix, codes.Select(code => code.Channel.Treatments[code.Row].Value)));
        var (channel, row) = found[0];
        var (names, check, code) = (new CodeNames(Data.Synthetic.SyntheticCohort.Names), channel.Checks[row], channel.Treatments[row]);
        var shown = channel.Balance[row].OrderByDescending(one => Math.Abs(one.Before)).Take(top).ToArray();
        Notice.Show(context.Page);
        context.Page.Heading($"Balance of {Figures.Named(names.Trimmed(code, 60), code)}");
        context.Page.Text($"{effects.Estimator}; {Figures.Of(channel.Support[row], "visit")} with the code; the weighted visits are worth {check.EffectiveVisits:0}");
        context.Page.Text(check.Balances
            ? $"balanced: the largest difference of the 50 commonest covariates was {check.ImbalanceBefore:0.00} standard deviations, and is {check.ImbalanceAfter:0.000} after weighting"
            : $"not balanced: {check.ImbalanceAfter:0.00} standard deviations are left (at most {ExposureCheck.MostImbalance:0.0}); no verdict is given on its effects");
        context.Page.Table(["before", "after", "<covariate"], shown.Select(one => new[]
        {
            Figures.Signed(one.Before), Figures.Signed(one.After, "0.000"), Named(one.Covariate, names),
        }));
        return context.Finish(new { Notice = Notice.Words, effects.Estimator, Code = code, Visits = channel.Support[row], Check = check, Covariates = shown });
    }

    // A kind and a code; the code is what has a name.
    private static string Named(string covariate, CodeNames names)
    {
        var space = covariate.LastIndexOf(' ');
        return space > 0 && covariate.IndexOf(':', space) > 0 ? $"{covariate[..space].ToLower(CultureInfo.InvariantCulture)} {Figures.Named(names.Trimmed(Code.Parse(covariate[(space + 1)..]), 60), Code.Parse(covariate[(space + 1)..]))}" : covariate;
    }
}
