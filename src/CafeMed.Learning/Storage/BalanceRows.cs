using System.Collections.Immutable;
using CafeMed.Learning.Causal.Adjustment;
using static TorchSharp.torch;

namespace CafeMed.Learning.Storage;

/// <summary>Balance of covariates as numbers: for every code and place the covariate's number, or -1, and both differences.</summary>
internal static class BalanceRows
{
    private const int Numbers = 3;

    /// <summary>The numbers of a channel; covariates that are new are added to the list.</summary>
    public static Tensor Write(EffectChannel channel, List<string> covariates)
    {
        var width = channel.Balance.Max(row => row.Length);
        var place = covariates.Select((name, at) => (name, at)).ToDictionary(one => one.name, one => one.at, StringComparer.Ordinal);
        var values = new float[channel.Balance.Length * width * Numbers];
        Array.Fill(values, -1);
        for (var row = 0; row < channel.Balance.Length; row++)
            for (var k = 0; k < channel.Balance[row].Length; k++)
            {
                var one = channel.Balance[row][k];
                if (!place.TryGetValue(one.Covariate, out var at))
                {
                    place[one.Covariate] = at = covariates.Count;
                    covariates.Add(one.Covariate);
                }
                (values[(row * width + k) * Numbers], values[(row * width + k) * Numbers + 1], values[(row * width + k) * Numbers + 2]) = (at, one.Before, one.After);
            }
        return values.Length == 0 ? zeros(0) : tensor(values);
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The numbers do not fit.</exception>
    public static ImmutableArray<ImmutableArray<CovariateBalance>> Read(Tensor numbers, int codes, string[] covariates)
    {
        var values = numbers.Doubles();
        if (codes == 0 || values.Length % (codes * Numbers) != 0)
            throw new InvalidDataException("The balance of covariates does not fit the codes.");
        var rows = values.Chunk(values.Length / codes).Select(row => row.Chunk(Numbers).Where(one => one[0] >= 0).ToArray()).ToArray();
        if (rows.Any(row => row.Any(one => one[0] >= covariates.Length)))
            throw new InvalidDataException("The balance names a covariate that is not there.");
        return [.. rows.Select(row => row.Select(one => new CovariateBalance(covariates[(int)one[0]], (float)one[1], (float)one[2])).ToImmutableArray())];
    }
}
