namespace CafeMed;

/// <summary>The columns of the linear tower: codes of the visit, medications of the visit before, mean of earlier medications, first visit.</summary>
/// <remarks>Columns in order: D, P, C, H (each with its UNKNOWN), M earlier medications, 1 for a first visit.</remarks>
public sealed class LinearFeatures
{
    private readonly PatientEncoder _encoder;
    private readonly int[] _starts;

    /// <summary>Lays out the columns over <paramref name="encoder"/>.</summary>
    public LinearFeatures(PatientEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        _encoder = encoder;
        _starts = new int[encoder.Sizes.Length + 1];
        for (var c = 0; c < encoder.Sizes.Length; c++)
            _starts[c + 1] = _starts[c] + encoder.Sizes[c];
        Count = _starts[^1] + encoder.Medications.Count + 1;
    }

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
                foreach (var token in table.Channels[c][v])
                    lists.Add(_starts[c] + token);
            for (var i = table.Earlier.Offsets[v]; i < table.Earlier.Offsets[v + 1]; i++)
                lists.Add(_starts[^1] + table.Earlier.Tokens[i], table.Earlier.Amounts![i]);
            if (table.Numbers[v] == 0)
                lists.Add(Count - 1);
            lists.EndVisit();
        }
        return lists.Build(withAmounts: true);
    }

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
