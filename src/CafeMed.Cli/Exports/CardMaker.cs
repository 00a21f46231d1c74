using CafeMed.Cli.Show;
using CafeMed.Learning.Export.Card;

namespace CafeMed.Cli.Exports;

/// <summary>Fills a model card: what the run says, what holds for every model of the project, and what the deployer says. The rest stays open, and says so.</summary>
internal static class CardMaker
{
    /// <summary>The card.</summary>
    /// <param name="facts">Of the run.</param>
    /// <param name="deployer">The deployer's answers, by key.</param>
    public static ModelCard Of(CardFacts facts, IReadOnlyDictionary<string, IReadOnlyList<string>> deployer)
    {
        var answers = new Dictionary<string, (CardFiller Filler, IReadOnlyList<string> Lines)>(StringComparer.Ordinal);
        foreach (var (key, lines) in OfProject(facts))
            answers[key] = (CardFiller.Project, lines);
        foreach (var (key, lines) in CardRunFacts.Of(facts))
            answers[key] = (CardFiller.Run, lines);
        foreach (var (key, lines) in deployer)
            answers[key] = (CardFiller.Deployer, lines);
        var title = $"{facts.Model.Options.Network} on {facts.Receipt.Name}, {Figures.Of(facts.Model.Encoder.Medications.Count, "medication")}";
        return ModelCard.Of(facts.Name, title, answers, facts.Groups ?? [], Warnings(facts));
    }

    private static IEnumerable<(string Key, string[] Lines)> OfProject(CardFacts facts)
    {
        yield return ("developer", ["Trained with CafeMed, open source (Apache-2.0), by whoever signed this bundle.", $"Signer's key (SHA-256): {facts.Signer}.", "The deployer adds a name and an address."]);
        yield return ("value",
        [
            $"For each of {Figures.Of(facts.Model.Encoder.Medications.Count, "medication")} (ATC level {facts.Model.Options.Level}) a probability in [0, 1] of being prescribed, calibrated on validation patients.",
            "A proposed set, the terms that each probability is made of, codes that were not understood, and the findings of safety rules.",
        ]);
        yield return ("output-type", ["Recommendation, made of one prediction per medication."]);
        yield return ("use", ["Research decision support. For a person in hospital, the medications that patients with such records were given, to be reviewed by a clinician."]);
        yield return ("users", ["Physicians and pharmacists who can judge a list of medications; researchers. Not patients."]);
        yield return ("decision-role", ["Informs. It proposes, gives reasons and objects; it orders nothing, and removes nothing in silence."]);
        yield return ("cautioned-use",
        [
            "No dose, route, form or duration is proposed.",
            "What is not among its medications cannot be proposed; what training never saw is read as UNKNOWN, and listed with each answer.",
            "Not for emergencies, for patients unlike those below, or without a person who decides.",
        ]);
        yield return ("fairness-process", ["Held-out patients are measured by age and sex when a model is exported (7.2). Other groups are not recorded in the data, so nothing is known of them."]);
        yield return ("bias-handling",
        [
            "Patients are split before anything is learned; vocabularies, effects, interaction shares and weights come from training patients alone"
                + (facts.Model.Options.Refit && facts.Model.Scorer.Linear is not null ? "; when all is chosen, the linear tower is fitted once more on training and validation patients. Test patients take part in nothing." : ". Test patients take part in nothing."),
            "The labels are prescriptions as they were written: a habit of prescribing less to a group is learned with them. Nothing is reweighted by group.",
        ]);
    }

    private static List<string> Warnings(CardFacts facts)
    {
        var warnings = new List<string> { "Measures say how well the model agrees with what was prescribed. That is not benefit to patients." };
        if (facts.Synthetic)
            warnings.Add("The people behind this model are made up: nothing it says is about a real patient.");
        if (facts.Groups is null)
            warnings.Add("The cohort was not at hand when this card was made: nothing was measured by age and sex.");
        return warnings;
    }
}
