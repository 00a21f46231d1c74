using System.Collections.Immutable;

namespace CafeMed;

/// <summary>Turns patients into index lists over the training vocabularies.</summary>
/// <remarks>A code that is in no vocabulary becomes the UNKNOWN token of its kind; the table counts and lists them.</remarks>
public sealed class PatientEncoder
{
    private readonly Dictionary<CodeKind, int> _contextStart = [];

    /// <summary>Lays out the channels over <paramref name="vocabularies"/>.</summary>
    /// <param name="vocabularies">The vocabularies of the training patients.</param>
    /// <param name="track">Which codes of a visit are written; the layout is the same.</param>
    public PatientEncoder(Vocabularies vocabularies, VisitTrack track = VisitTrack.Retrospective)
    {
        ArgumentNullException.ThrowIfNull(vocabularies);
        (Vocabularies, Track) = (vocabularies, track);
        var context = 0;
        foreach (var kind in CodeKinds.Context)
        {
            _contextStart[kind] = context;
            context += vocabularies[kind].Count + 1;
        }
        Sizes =
        [
            vocabularies[CodeKind.Diagnosis].Count + 1,
            vocabularies[CodeKind.Procedure].Count + 1,
            context,
            vocabularies.Medications.Count + 1,
            vocabularies[CodeKind.Category].Count + 1,
        ];
    }

    /// <summary>The channels of what was recorded: all but <see cref="Channel.Category"/>, which follows from others.</summary>
    public static IReadOnlyList<Channel> Recorded { get; } = [Channel.Diagnosis, Channel.Procedure, Channel.Context, Channel.History];

    /// <summary>The vocabularies of the training patients.</summary>
    public Vocabularies Vocabularies { get; }

    /// <summary>Which codes of a visit are written.</summary>
    public VisitTrack Track { get; }

    /// <summary>What can be recommended: the columns M of every score.</summary>
    public Vocabulary Medications => Vocabularies.Medications;

    /// <summary>Tokens per channel, UNKNOWN included: the last token of each kind of code.</summary>
    public ImmutableArray<int> Sizes { get; }

    /// <summary>Tokens of <paramref name="channel"/>, UNKNOWN included: the last token of each kind of code.</summary>
    public int Size(Channel channel) => Sizes[(int)channel];

    /// <summary>The code behind a token, or <see langword="null"/> for UNKNOWN.</summary>
    public (CodeKind Kind, Code? Code) CodeOf(Channel channel, int token)
    {
        var kind = channel switch
        {
            Channel.Diagnosis => CodeKind.Diagnosis,
            Channel.Procedure => CodeKind.Procedure,
            Channel.History => CodeKind.Medication,
            Channel.Category => CodeKind.Category,
            _ => ContextKind(token),
        };
        var column = channel == Channel.Context ? token - _contextStart[kind] : token;
        return (kind, column < Vocabularies[kind].Count ? Vocabularies[kind][column] : null);
    }

    /// <summary>Encodes every visit of <paramref name="patients"/>.</summary>
    public VisitTable Encode(IReadOnlyList<Patient> patients)
    {
        ArgumentNullException.ThrowIfNull(patients);
        var builder = new VisitTableBuilder(this);
        foreach (var patient in patients)
            builder.Add(patient);
        return builder.Build();
    }

    internal int ContextStart(CodeKind kind) => _contextStart[kind];

    private CodeKind ContextKind(int token)
    {
        var at = CodeKinds.Context.Count - 1;
        while (_contextStart[CodeKinds.Context[at]] > token)
            at--;
        return CodeKinds.Context[at];
    }
}
