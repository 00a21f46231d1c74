namespace CafeMed.Serving.Answers;

/// <summary>One objection to a set of drugs.</summary>
/// <param name="Severity">How loud: note, caution, warning or contraindicated.</param>
/// <param name="Means">What the source calls that.</param>
/// <param name="Rule">The rule that objects.</param>
/// <param name="Codes">The drugs it is about.</param>
/// <param name="Names">What they are called.</param>
/// <param name="Message">One sentence for a clinician.</param>
/// <param name="Mechanism">Why, in a word of the closed list.</param>
/// <param name="Management">What to do about it; empty where the rule has nothing to say.</param>
/// <param name="Source">Where the facts come from.</param>
/// <param name="Version">Date or version of that source; empty where it has none.</param>
/// <param name="Partial">Whether it holds for some members of a group alone.</param>
/// <param name="Levels">What each source says, where several speak of it.</param>
/// <param name="Instead">For each drug it is about, drugs that could be thought of in its place.</param>
public sealed record FindingAnswer(
    Severity Severity, string Means, string Rule, IReadOnlyList<Code> Codes, IReadOnlyList<string> Names, string Message, Mechanism Mechanism, string Management,
    string Source, string Version, bool Partial, IReadOnlyList<SourcedLevel> Levels, IReadOnlyList<InsteadAnswer> Instead);
