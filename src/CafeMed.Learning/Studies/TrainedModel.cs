using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Scoring;

namespace CafeMed.Learning.Studies;

/// <summary>All that is needed to recommend: columns, effects, interactions, the trained scorer and its decision.</summary>
/// <param name="Options">How it was made.</param>
/// <param name="Encoder">The columns, from training patients.</param>
/// <param name="Effects">The effects, from training patients.</param>
/// <param name="Graph">The interactions, with shares from training patients.</param>
/// <param name="ChosenOn">The validation patients: calibration and decision were chosen on them.</param>
/// <param name="Scorer">Network and linear tower.</param>
public sealed record TrainedModel(
    StudyOptions Options, PatientEncoder Encoder, CausalEffects Effects, InteractionGraph Graph, Fingerprint ChosenOn, CombinedScorer Scorer) : IDisposable
{
    /// <summary>How a set is chosen.</summary>
    public required Decision Decision { get; init; }

    /// <summary>What was measured for the decision, and is said with every answer.</summary>
    public required DecisionKnowledge Certainty { get; init; }

    /// <summary>The model as a line of the scoreboard.</summary>
    public Contestant AsContestant()
    {
        var part = PartAttribute.Of(Scorer.Network.GetType());
        return new Contestant(part.Name, part.Summary, Scorer, Decision);
    }

    /// <summary>Frees network and linear tower. A baseline that shares the tower cannot score any more.</summary>
    public void Dispose()
    {
        Scorer.Network.Dispose();
        Scorer.Linear?.Dispose();
    }

    /// <summary>What was fitted or chosen on patients, and on whom.</summary>
    /// <remarks>Frequencies, persistence, baselines, the linear tower and the network's weights are read off the visits that the vocabularies were read off, and bear their fingerprint.</remarks>
    public IReadOnlyList<(string What, Fingerprint People)> Knowledge() =>
    [
        ("vocabularies, frequencies and weights", Encoder.Vocabularies.FittedOn), ("causal effects", Effects.FittedOn),
        (CodeGraph.Knowledge, Effects.Graph?.FittedOn ?? Fingerprint.None),
        ("interaction shares", Graph.FittedOn), ("calibration, decision and the last fit of the linear tower", ChosenOn),
    ];

    /// <summary>Training visits that have each diagnosis with a column of its own; empty where the estimator has no effects of diagnoses.</summary>
    public IReadOnlyDictionary<Code, int> DiagnosisCounts() => Effects.Of(CodeKind.Diagnosis) is { } channel
        ? Enumerable.Range(0, channel.Treatments.Count).ToDictionary(row => channel.Treatments[row], row => channel.Support[row])
        : new Dictionary<Code, int>();

    /// <summary>Does nothing where none of <paramref name="patients"/> took part in fitting or choosing anything.</summary>
    /// <exception cref="CafeMedException"><c>CM2008</c>: some did; the message names everything they took part in.</exception>
    public void RefuseLeaks(IReadOnlyCollection<Patient> patients)
    {
        var leaking = Knowledge().Where(knowledge => knowledge.People.Overlap(patients) > 0).ToArray();
        new Fingerprint([.. leaking.SelectMany(knowledge => knowledge.People.People).Distinct()]).Refuse(string.Join("; ", leaking.Select(knowledge => knowledge.What)), patients);
    }
}
