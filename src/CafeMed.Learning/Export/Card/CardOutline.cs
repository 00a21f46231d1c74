namespace CafeMed.Learning.Export.Card;

/// <summary>One attribute that a card must have.</summary>
/// <param name="Number">Group and place, such as <c>4.3</c>.</param>
/// <param name="Key">How a deployer's file names it.</param>
/// <param name="Group">The group's name.</param>
/// <param name="Title">What is asked.</param>
/// <param name="Expected">What an answer should say.</param>
public sealed record CardOutline(string Number, string Key, string Group, string Title, string Expected)
{
    private const string Output = "Output", Purpose = "Purpose", Scope = "Out of scope", Development = "Development and inputs", Fairness = "Fairness of the process",
        External = "External validation", Measures = "Measures", Maintenance = "Maintenance", Updates = "Updates";

    /// <summary>The 31 source attributes of predictive decision support, in their nine groups.</summary>
    /// <remarks>Source: 45 CFR 170.315(b)(11)(iv)(B), ONC HTI-1 final rule; the wording is ours.</remarks>
    public static IReadOnlyList<CardOutline> All { get; } =
    [
        new("1.1", "developer", Output, "Developer and contact", "Name, organisation, and an address that answers."),
        new("1.2", "funding", Output, "Funding", "Who paid for the development, or that nobody did."),
        new("1.3", "value", Output, "What is put out", "The values that a user sees, with their units."),
        new("1.4", "output-type", Output, "Kind of output", "Prediction, classification, recommendation, evaluation or analysis."),
        new("2.1", "use", Purpose, "Intended use", "The task, and the moment of care at which it helps."),
        new("2.2", "population", Purpose, "Intended patients", "Who is in, who is out: age, setting, conditions."),
        new("2.3", "users", Purpose, "Intended users", "Professions, and the training that they need."),
        new("2.4", "decision-role", Purpose, "Role in the decision", "Informs, augments or replaces a person's judgement."),
        new("3.1", "cautioned-use", Scope, "Where caution is needed", "Tasks, settings and patients for which it is not meant."),
        new("3.2", "risks", Scope, "Known risks and limits", "What can go wrong, how often it did, and for whom."),
        new("4.1", "criteria", Development, "Who was included and excluded", "Criteria, with the number that each left out."),
        new("4.2", "sensitive-inputs", Development, "Use of sensitive inputs", "Race, ethnicity, language, sexual orientation, gender identity, sex, date of birth, social determinants, health status."),
        new("4.3", "demographics", Development, "Whom the data represent", "Age, sex and other demographics of the people behind the model."),
        new("4.4", "relevance", Development, "How the data fit the place of use", "Comparison of the training data with the patients, drugs and coding of the deploying site."),
        new("5.1", "fairness-process", Fairness, "How fairness was looked after", "What was compared between groups during development, and by whom."),
        new("5.2", "bias-handling", Fairness, "How bias was handled", "What was done against bias in data and labels, and what was not."),
        new("6.1", "external-setting", External, "Data and setting of the external validation", "Another site or another era than training: which."),
        new("6.2", "external-party", External, "Who validated", "Who tested on those data, and how independent they are."),
        new("6.3", "external-representativeness", External, "Whom the external data represent", "Demographics of the people tested on."),
        new("6.4", "external-process", External, "How it was validated", "Design, measures, dates."),
        new("7.1", "validity-internal", Measures, "Validity on held-out data of the same source", "Measures with intervals."),
        new("7.2", "fairness-internal", Measures, "Fairness on held-out data of the same source", "The measures by group, with intervals and sizes."),
        new("7.3", "validity-external", Measures, "Validity on external data", "Measures with intervals."),
        new("7.4", "fairness-external", Measures, "Fairness on external data", "The measures by group, with intervals and sizes."),
        new("7.5", "outcomes", Measures, "Evaluations of outcomes", "References to studies of what its use did to patients and to work."),
        new("8.1", "validity-monitoring", Maintenance, "How validity is watched", "Process, measures, and how often."),
        new("8.2", "validity-local", Maintenance, "Validity on local data", "Measures on patients of the deploying site."),
        new("8.3", "fairness-monitoring", Maintenance, "How fairness is watched", "Process, measures, and how often."),
        new("8.4", "fairness-local", Maintenance, "Fairness on local data", "Measures by group on patients of the deploying site."),
        new("9.1", "update-process", Updates, "How and how often it is updated", "Who retrains, on what, how often, and how an update is released."),
        new("9.2", "correction", Updates, "How soon faults are corrected", "How a fault is reported, and how soon it is corrected where validity or fairness are at stake."),
    ];
}
