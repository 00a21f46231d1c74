using CafeMed.Learning.Layers;
using CafeMed.Learning.Networks;

namespace CafeMed.Tests.Learning.Layers;

/// <summary>CafeMed's layers written once more, from the formulas of their documentation.</summary>
internal static class PlainLayers
{
    /// <summary>softmax(Q k^T / sqrt(W / H)) v per head, over the given keys and values and <paramref name="rests"/> keys that are zero and have the value zero.</summary>
    public static double[] Attention(Dictionary<string, double[][]> weights, string name, int heads, double[] query, (double[] Key, double[] Value)[] offers, int rests)
    {
        var (width, head) = (query.Length, query.Length / heads);
        var q = Plain.Linear(weights, $"{name}_query", query);
        var mixed = new double[width];
        for (var h = 0; h < heads; h++)
        {
            var scores = offers
                .Select(offer => Plain.Dot(q[(h * head)..((h + 1) * head)], offer.Key[(h * head)..((h + 1) * head)]) / Math.Sqrt(head))
                .Concat(new double[rests]).ToArray();
            var shares = Plain.Softmax(scores);
            for (var k = 0; k < offers.Length; k++)
                for (var i = 0; i < head; i++)
                    mixed[h * head + i] += shares[k] * offers[k].Value[h * head + i];
        }
        return mixed;
    }

    /// <summary>The keys and values that tokens offer.</summary>
    public static (double[] Key, double[] Value)[] Offers(Dictionary<string, double[][]> weights, string name, double[][] tokens) =>
        [.. tokens.Select(x => (Plain.Linear(weights, $"{name}_key", x), Plain.Linear(weights, $"{name}_value", x)))];

    /// <summary>r = sum_i softmax_i(v^T tanh(A z_i)) z_i + B sum_i x_i.</summary>
    public static double[] Pool(Dictionary<string, double[][]> weights, string name, double[][] refined, double[][] raw, int width)
    {
        var skip = Plain.Linear(weights, $"{name}_skip", Plain.Sum(raw, width));
        if (refined.Length == 0)
            return skip;
        var shares = Plain.Softmax([.. refined.Select(z =>
            Plain.Linear(weights, $"{name}_score", [.. Plain.Linear(weights, $"{name}_hidden", z).Select(Math.Tanh)])[0])]);
        return Plain.Add(Plain.Sum(refined.Select((z, i) => Plain.Scale(z, shares[i])), width), skip);
    }

    /// <summary>beta = 1 + tanh(W2 gelu(W1 [r_1; ...; r_C])), r_c = beta_c r_c.</summary>
    public static double[][] Harmonize(Dictionary<string, double[][]> weights, string name, double[][] channels)
    {
        var squeezed = Plain.Linear(weights, $"{name}_squeeze", [.. channels.SelectMany(r => r)]).Select(Plain.Gelu).ToArray();
        var beta = Plain.Linear(weights, $"{name}_excite", squeezed).Select(x => 1 + Math.Tanh(x)).ToArray();
        return [.. channels.Select((r, c) => Plain.Scale(r, beta[c]))];
    }

    /// <summary>X + Self(LN X) for the tokens of one visit.</summary>
    public static double[][] Refine(Dictionary<string, double[][]> weights, string name, int heads, double[][] tokens)
    {
        var normed = tokens.Select(x => Plain.LayerNorm(weights, $"{name}_before", x)).ToArray();
        return [.. tokens.Select((x, i) => Plain.Add(x, Attention(weights, $"{name}_self.", heads, normed[i], Offers(weights, $"{name}_own.", normed), rests: 1)))];
    }

    /// <summary>Y = Cross(X, others), Z = LN(X + sigmoid(F [X; Y]) * Y), Z + feed-forward, pooled; for one visit.</summary>
    public static double[] Fuse(
        Dictionary<string, double[][]> weights, string name, int heads, double[][] tokens, (double[] Key, double[] Value)[] others, int rests, int width)
    {
        var outcome = tokens.Select(x =>
        {
            var y = Attention(weights, $"{name}_cross.", heads, x, others, rests);
            var gate = Plain.Sigmoid(Plain.Linear(weights, $"{name}_fusion", [.. x, .. y]));
            var z = Plain.LayerNorm(weights, $"{name}_after", Plain.Add(x, Plain.Times(gate, y)));
            var fed = Plain.Linear(weights, $"{name}_output", [.. Plain.Linear(weights, $"{name}_hidden", z).Select(Plain.Gelu)]);
            return Plain.Add(z, fed);
        }).ToArray();
        return Pool(weights, $"{name}_pooling.", outcome, tokens, width);
    }

    /// <summary>A gated recurrent unit as Cho et al. 2014 and torch write it (reset gate after the product).</summary>
    public static double[][] Gru(Dictionary<string, double[][]> weights, string name, double[][] visits)
    {
        var width = weights[$"{name}weight_hh_l0"][0].Length;
        var (state, states) = (new double[width], new List<double[]>());
        foreach (var x in visits)
        {
            double[] Gate(double[] input, string side) =>
                [.. weights[$"{name}weight_{side}_l0"].Select((row, i) => Plain.Dot(row, input) + weights[$"{name}bias_{side}_l0"][0][i])];
            var (a, b) = (Gate(x, "ih"), Gate(state, "hh"));
            var next = new double[width];
            for (var i = 0; i < width; i++)
            {
                var reset = Plain.Sigmoid(a[i] + b[i]);
                var update = Plain.Sigmoid(a[width + i] + b[width + i]);
                var candidate = Math.Tanh(a[2 * width + i] + reset * b[2 * width + i]);
                next[i] = (1 - update) * candidate + update * state[i];
            }
            states.Add(state = next);
        }
        return [.. states];
    }

    /// <summary>Gates 3 sigmoid(g_im - log 2) of one token as <see cref="GateKind"/> says, and weights gate exp(2 tanh(a_im / 2)) c_im.</summary>
    public static (double[] Gates, double[] Weights) Gates(
        GateKind kind, Dictionary<string, double[][]> weights, double[] effects, double[] code, double[] z, double[][] medications)
    {
        var x = Normed(code);
        var (size, rank) = (Plain.Linear(weights, "_size", x), weights["_size.weight"].Length);
        var gates = new double[medications.Length];
        var weighed = new double[medications.Length];
        for (var m = 0; m < medications.Length; m++)
        {
            var right = Plain.Scale(Plain.Linear(weights, "_medication", Normed(medications[m])), 1 / Math.Sqrt(rank));
            var ofCode = kind is GateKind.Static or GateKind.Scalar ? 0 : 0.3 * Plain.Dot(Plain.Linear(weights, "_code", x), z);
            var ofMedication = kind is GateKind.Static ? 0 : Plain.Dot(weights["_modification"][kind is GateKind.Full or GateKind.Permuted ? m : 0], z);
            gates[m] = 3 * Plain.Sigmoid((ofMedication + ofCode) / Math.Sqrt(rank) - Math.Log(2));
            var a = Plain.Dot(size, right) + weights["_bias"][0][m] + weights["_slope"][0][0] * effects[m];
            weighed[m] = gates[m] * Math.Exp(2 * Math.Tanh(a / 2)) * effects[m];
        }
        return (gates, weighed);
    }

    /// <summary>What may modify effects: context token vectors summed, less what the average visit has, and the scaled numbers.</summary>
    public static double[] Modifiers(Dictionary<string, double[][]> weights, ModifierMeans habits, int[] context, double[] numbers, double[] state)
    {
        var width = weights["_context.weight"][0].Length;
        var average = Plain.Sum(weights["_context.weight"].Select((q, t) => Plain.Scale(q, habits.ContextShares[t])), width);
        var known = Plain.Add(Plain.Sum(context.Select(t => weights["_context.weight"][t]), width), Plain.Scale(average, -1));
        var spread = Math.Sqrt(Math.Max(1, habits.ContextShares.Sum(share => share * (1 - share))));
        var scaled = numbers.Select((n, i) => (n - habits.Means[i]) / Math.Max(habits.Deviations[i], 1e-3)).ToArray();
        return Plain.Add(Plain.Add(Plain.Scale(known, 1 / spread), Plain.Linear(weights, "_numbers", scaled)), Plain.Linear(weights, "_state", Normed(state)));
    }

    /// <summary>Brought to mean 0 and variance 1.</summary>
    public static double[] Normed(double[] x)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + 1e-5);
        return [.. x.Select(value => (value - mean) / deviation)];
    }
}
