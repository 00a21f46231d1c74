using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>What each number means, for a reader who has never seen one.</summary>
public static class ReadingSection
{
    private static readonly (string Name, string Meaning)[] Entries =
    [
        ("Held-out patients", "People that took no part in fitting anything. No person is in two parts of the cohort, and the codes that can be known were read from training patients only."),
        ("Jaccard", "Of all drugs that were proposed or prescribed at a visit, the share that was both. 1: the two lists are the same. 0: they have nothing in common. Averaged over a person's visits, then over people."),
        ("F1", "The same agreement, with what is in both lists counted twice. Always at least as high as Jaccard, and never a second proof of it."),
        ("PRAUC", "How well the ranking puts prescribed drugs ahead of the others, whatever the threshold. 1 is perfect; guessing gives about the share of drugs that are prescribed."),
        ("Interaction rate", "Of all pairs of drugs proposed together, the share known to interact. Lower is not better by itself: prescribers combine interacting drugs on purpose, under monitoring. Their own rate is shown beside it."),
        ("Brackets", "A 95 % interval: in 95 of 100 resamplings of the held-out people, the number fell inside. It speaks of chance in who was held out, not of other hospitals, other years or wrong records."),
        ("Lead", "The trained network's Jaccard minus the other's, on the same people and the same resamplings. Below 0, the other did better. An interval that holds 0 means that no difference was shown."),
        ("Agreement is not benefit", "All measures compare with what was prescribed, which is not the same as what was best. No number here says that a patient did better."),
        ("Probability", "How often such a drug was prescribed to such patients, calibrated on validation patients. Not how likely it is to help."),
        ("Contributions", "What moved one drug's logit, log(p / (1 - p)), up or down, in nats. They sum to the logit. They explain the program's answer; they are not proven causes."),
        ("Share of pairs", "A drug group holds several ingredients, and not all of them interact. Of the ingredient pairs really prescribed from two groups, this share interacts at the severity said or worse."),
        ("No facts", "The source knows nothing of the drug. That is not known to be safe, and it is counted apart from drugs for which the source lists no interaction."),
    ];

    /// <summary>The section, open.</summary>
    public static Markup Of() => Markup.Of($"""
        <section aria-labelledby="reading"><h2 id="reading">How to read this</h2>
        <dl class="reading">
        {Entries.Select(entry => Markup.Of($"<div><dt>{entry.Name}</dt><dd>{entry.Meaning}</dd></div>\n"))}</dl></section>

        """);
}
