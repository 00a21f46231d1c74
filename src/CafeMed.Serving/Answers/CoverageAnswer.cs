namespace CafeMed.Serving.Answers;

/// <summary>How much of the patient was understood. Unknown is never taken for absent.</summary>
/// <param name="Words">The same in one sentence.</param>
/// <param name="Known">Codes that training knew.</param>
/// <param name="Of">Codes that the patient has.</param>
/// <param name="Unknown">Codes that training never saw, read as UNKNOWN.</param>
/// <param name="NotUnderstood">What a FHIR request held and could not be read or mapped, in words.</param>
/// <param name="Missing">What could not be had, in words.</param>
public sealed record CoverageAnswer(
    string Words, int Known, int Of, IReadOnlyList<UnknownAnswer> Unknown, IReadOnlyList<string> NotUnderstood, IReadOnlyList<string> Missing);
