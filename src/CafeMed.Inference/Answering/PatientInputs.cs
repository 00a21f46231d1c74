using Microsoft.ML.OnnxRuntime;

namespace CafeMed.Inference.Answering;

/// <summary>What a network is told of one patient: index lists of all visits, and the columns of the linear tower at the last one.</summary>
/// <remarks>
/// The names are those of the graph (docs/bundle.md). A channel without any token has one that stands at no place: no operator meets an empty tensor, and nothing is
/// changed by it.
/// </remarks>
internal sealed class PatientInputs(VisitTable table, CodeLists features)
{
    /// <summary>Far below any score: attention gives such a place a weight of exactly 0.</summary>
    public const float Nowhere = -1e9f;

    private const string Time = "time", Columns = "linear.columns", Amounts = "linear.amounts";

    private static readonly Channel[] s_channels = Enum.GetValues<Channel>();
    private static readonly string[] s_parts = ["tokens", "owner", "places", "back", "bias", "counts"];
    private static readonly Dictionary<string, (Channel Channel, string Part)> s_known = (
        from channel in s_channels
        from part in s_parts
        select (Name: NameOf(channel, part), channel, part)).ToDictionary(known => known.Name, known => (known.channel, known.part), StringComparer.Ordinal);

    /// <summary>How the graph names a part of a channel.</summary>
    public static string NameOf(Channel channel, string part) => $"{channel.ToString().ToLowerInvariant()}.{part}";

    /// <summary>Whether a graph may ask for <paramref name="input"/>.</summary>
    public static bool Knows(string input) => input is Time or Columns or Amounts || s_known.ContainsKey(input);

    /// <summary>The value of an input. The caller frees it.</summary>
    public OrtValue Of(string input) => input switch
    {
        Time => TimeOf(),
        Columns => ColumnsOf(),
        Amounts => AmountsOf(),
        _ => Of(s_known[input].Channel, s_known[input].Part),
    };

    private OrtValue Of(Channel channel, string part)
    {
        var lists = table[channel];
        return part switch
        {
            "tokens" => Whole(lists.Tokens.Length == 0 ? [0] : Array.ConvertAll(lists.Tokens, token => (long)token)),
            "owner" => Whole(OwnersOf(lists)),
            "places" => Places(lists),
            "back" => Whole(BackOf(lists)),
            "bias" => Bias(lists),
            _ => Counts(lists),
        };
    }

    private long[] OwnersOf(CodeLists lists)
    {
        var owners = new long[Math.Max(1, lists.Tokens.Length)];
        for (var v = 0; v < table.Visits; v++)
            owners.AsSpan(lists.Offsets[v]..lists.Offsets[v + 1]).Fill(v);
        return owners;
    }

    // The last place of every visit is empty: attention may rest on it.
    private OrtValue Places(CodeLists lists)
    {
        var wide = Wide(lists);
        var places = new long[table.Visits * wide];
        Array.Fill(places, Math.Max(1, lists.Tokens.Length));
        for (var v = 0; v < table.Visits; v++)
            for (var i = lists.Offsets[v]; i < lists.Offsets[v + 1]; i++)
                places[v * wide + i - lists.Offsets[v]] = i;
        return OrtValue.CreateTensorValueFromMemory(places, [table.Visits, wide]);
    }

    private long[] BackOf(CodeLists lists)
    {
        var (wide, back) = (Wide(lists), new long[Math.Max(1, lists.Tokens.Length)]);
        for (var v = 0; v < table.Visits; v++)
            for (var i = lists.Offsets[v]; i < lists.Offsets[v + 1]; i++)
                back[i] = v * wide + i - lists.Offsets[v];
        return back;
    }

    private OrtValue Bias(CodeLists lists)
    {
        var wide = Wide(lists);
        var bias = new float[table.Visits * wide];
        for (var v = 0; v < table.Visits; v++)
            bias.AsSpan(v * wide + lists[v].Length, wide - 1 - lists[v].Length).Fill(Nowhere);
        return OrtValue.CreateTensorValueFromMemory(bias, [table.Visits, wide]);
    }

    private OrtValue Counts(CodeLists lists)
    {
        var counts = new float[table.Visits];
        for (var v = 0; v < counts.Length; v++)
            counts[v] = lists[v].Length;
        return OrtValue.CreateTensorValueFromMemory(counts, [table.Visits, 1]);
    }

    private OrtValue TimeOf()
    {
        var time = new float[table.Visits * 2];
        for (var v = 0; v < table.Visits; v++)
            (time[2 * v], time[2 * v + 1]) = (table.Gaps[v], table.Numbers[v] == 0 ? 1 : 0);
        return OrtValue.CreateTensorValueFromMemory(time, [table.Visits, 2]);
    }

    private OrtValue ColumnsOf()
    {
        var last = features[table.Visits - 1];
        var columns = new long[Math.Max(1, last.Length)];
        for (var i = 0; i < last.Length; i++)
            columns[i] = last[i];
        return Whole(columns);
    }

    // A patient without any column has the first one, none of it.
    private OrtValue AmountsOf()
    {
        var (first, end) = (features.Offsets[table.Visits - 1], features.Offsets[table.Visits]);
        var amounts = end > first ? features.Amounts![first..end] : [0f];
        return OrtValue.CreateTensorValueFromMemory(amounts, [amounts.Length, 1]);
    }

    private int Wide(CodeLists lists)
    {
        var widest = 0;
        for (var v = 0; v < table.Visits; v++)
            widest = Math.Max(widest, lists[v].Length);
        return widest + 1;
    }

    private static OrtValue Whole(long[] values) => OrtValue.CreateTensorValueFromMemory(values, [values.Length]);
}
