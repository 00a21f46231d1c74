using CafeMed.Learning.Scoring;
using CafeMed.Learning.Studies;

namespace CafeMed.Learning.Storage;

/// <summary>The part of a model that is not tensors, as it stands in the file.</summary>
internal sealed record ModelRecord
{
    /// <summary>Codes by kind, in the order of their columns.</summary>
    public required Dictionary<string, string[]> Vocabularies { get; init; }

    /// <summary>The training patients' numbers.</summary>
    public required ulong[] Training { get; init; }

    /// <summary>The validation patients' numbers.</summary>
    public required ulong[] Validation { get; init; }

    public required string Estimator { get; init; }

    /// <summary>The patients of the effects, where they are not the training patients.</summary>
    public ulong[]? EffectsTraining { get; init; }

    public EffectTrack? EffectTrack { get; init; }

    /// <summary>Training visits that have each code, by kind.</summary>
    public required Dictionary<string, int[]> Support { get; init; }

    /// <summary>Kinds whose effects were pulled to 0 by a prior; not said in older files.</summary>
    public string[]? Shrunk { get; init; }

    public required double? LinearC { get; init; }

    public required Combination Combination { get; init; }

    public required Decision Decision { get; init; }

    public required DecisionKnowledge Certainty { get; init; }

    public static ModelRecord Of(TrainedModel model, double? linearC) => new()
    {
        Vocabularies = model.Encoder.Vocabularies.All.ToDictionary(
            vocabulary => vocabulary.Kind.ToString(), vocabulary => vocabulary.Codes.Select(code => code.ToString()).ToArray()),
        Training = [.. model.Encoder.Vocabularies.FittedOn.People],
        Validation = [.. model.ChosenOn.People],
        Estimator = model.Effects.Estimator,
        EffectsTraining = model.Effects.FittedOn.Digest == model.Encoder.Vocabularies.FittedOn.Digest ? null : [.. model.Effects.FittedOn.People],
        EffectTrack = model.Effects.Track,
        Support = model.Effects.Channels.ToDictionary(channel => channel.Treatments.Kind.ToString(), channel => channel.Support.ToArray()),
        Shrunk = [.. model.Effects.Channels.Where(EffectTensors.IsShrunk).Select(channel => channel.Treatments.Kind.ToString())],
        LinearC = linearC,
        Combination = model.Scorer.Combination,
        Decision = model.Decision,
        Certainty = model.Certainty,
    };

    public Vocabularies ToVocabularies() => new(
        Vocabularies.Select(pair => new Vocabulary(Enum.Parse<CodeKind>(pair.Key), pair.Value.Select(Code.Parse))), FittedOn());

    public Fingerprint FittedOn() => new([.. Training]);

    public Fingerprint EffectsFittedOn() => EffectsTraining is null ? FittedOn() : new([.. EffectsTraining]);

    /// <exception cref="InvalidDataException">Decision and certainty do not fit to the number of medications or to one another.</exception>
    public void RequireDecision(int medications)
    {
        if (Decision.Rule == DecisionRule.PerDrug && Decision.Thresholds.Length != medications)
            throw new InvalidDataException($"There are {Decision.Thresholds.Length} thresholds for {medications} medications.");
        _ = Certainty.Shown();
    }

    public Fingerprint ChosenOn() => new([.. Validation]);
}
