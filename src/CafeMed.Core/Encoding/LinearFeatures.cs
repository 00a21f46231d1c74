namespace CafeMed;

/// <summary>The columns of the linear tower: codes of the visit, medications of the visit before, mean of earlier medications, first visit.</summary>
/// <remarks>Columns in order: D, P, C, H, and G where asked for (each with its UNKNOWN), M earlier medications, 1 for a first visit.</remarks>
public sealed class LinearFeatures
{
    private readonly PatientEncoder _encoder;
    private readonly int[] _starts;

    /// <summary>Lays out the columns over <paramref name="encoder"/>.</summary>
    /// <param name="encoder">The columns of the codes.</param>
    /// <param name="categories">Whether categories have columns beside the codes that were recorded.</param>
    public LinearFeatures(PatientEncoder encoder, bool categories = true)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        (_encoder, Categories) = (encoder, categories);
        _starts = new int[encoder.Sizes.Length + 1];
        for (var c = 0; c < encoder.Sizes.Length; c++)
            _starts[c + 1] = _starts[c] + (Has(c) ? encoder.Sizes[c] : 0);
        Count = _starts[^1] + encoder.Medications.Count + 1;
    }

    /// <summary>Whether categories have columns.</summary>
    public bool Categories { get; }

    /// <summary>F, how many columns.</summary>
    public int Count { get; }

    /// <summary>The features of every visit: columns as tokens, with their values as amounts.</summary>
    public CodeLists Of(VisitTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var lists = new CodeListsBuilder();
        for (var v = 0; v < table.Visits; v++)
        {
            for (var c = 0; c < _encoder.Sizes.Length; c++)
                foreach (var token in Has(c) ? table.Channels[c][v] : [])
                    lists.Add(_starts[c] + token);
            for (var i = table.Earlier.Offsets[v]; i < table.Earlier.Offsets[v + 1]; i++)
                lists.Add(_starts[^1] + table.Earlier.Tokens[i], table.Earlier.Amounts![i]);
            if (table.Numbers[v] == 0)
                lists.Add(Count - 1);
            lists.EndVisit();
        }
        return lists.Build(withAmounts: true);
    }

    /// <summary>Columns of one kind, which share a penalty: one group for each channel, of context one for each kind; earlier medications; the first visit is left to them.</summary>
    /// <returns>Name, first column and number of columns; none is empty.</returns>
    internal IReadOnlyList<(string Name, int Start, int Count)> Groups()
    {
        var groups = new List<(string Name, int Start, int Count)>();
        foreach (var channel in Enum.GetValues<Channel>())
            for (var token = 0; Has((int)channel) && token < _encoder.Size(channel); token++)
            {
                var name = $"{_encoder.CodeOf(channel, token).Kind}{(channel == Channel.History ? " before" : "")}";
                if (groups.Count > 0 && groups[^1].Name == name)
                    groups[^1] = groups[^1] with { Count = groups[^1].Count + 1 };
                else
                    groups.Add((name, ColumnOf(channel, token), 1));
            }
        groups.Add(("Medication earlier", _starts[^1], Count - _starts[^1]));
        return groups;
    }

    private bool Has(int channel) => Categories || channel != (int)Channel.Category;

    /// <summary>The column of a token of a channel.</summary>
    public int ColumnOf(Channel channel, int token) => _starts[(int)channel] + token;

    /// <summary>What a column stands for: its path, and its code (<see langword="null"/> for UNKNOWN and for the first visit).</summary>
    public (ContributionPath Path, CodeKind? Kind, Code? Code) Meaning(int column)
    {
        if (column == Count - 1)
            return (ContributionPath.FirstVisit, null, null);
        if (column >= _starts[^1])
            return (ContributionPath.History, CodeKind.Medication, _encoder.Medications[column - _starts[^1]]);
        var channel = Array.FindLastIndex(_starts, start => start <= column);
        var (kind, code) = _encoder.CodeOf((Channel)channel, column - _starts[channel]);
        return ((Channel)channel == Channel.History ? ContributionPath.History : ContributionPath.Linear, kind, code);
    }
}
