using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>Who was studied, and what was left out.</summary>
public static class CohortSection
{
    /// <summary>The section.</summary>
    public static Markup Of(CohortSummary cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        (string Name, PartSize Size)[] parts = [("Whole cohort", cohort.All), ("Training", cohort.Training), ("Validation", cohort.Validation), ("Test (held out)", cohort.Test)];
        return Markup.Of($"""
            <section aria-labelledby="cohort"><h2 id="cohort">Cohort</h2>
            <p>Cohort {cohort.Name}, split by person: nobody is in two parts. Everything is fitted on the training part, settings are chosen on the validation part, and the test part is looked at once.</p>
            <div class="grid3">
            {Table.Of("Parts", [new("Part"), new("Patients", true), new("Visits", true)], parts.Select(part => new[] { Markup.Encoded(part.Name), Count(part.Size.Patients), Count(part.Size.Visits) }))}
            {Table.Of("Codes", [new("Kind"), new("Per visit", true), new("Distinct", true)], (cohort.Kinds.IsDefault ? [] : cohort.Kinds).Select(kind => new[] { Markup.Encoded(Words.Of(kind.Kind)), Markup.Encoded(Numbers.PerVisit(kind.PerVisit)), Count(kind.Distinct) }))}
            {Table.Of("Receipt of the import", [new("Item"), new("Value", true)], (cohort.Receipt.IsDefault ? [] : cohort.Receipt).Select(line => new[] { Markup.Encoded(line.Key), Markup.Encoded(line.Value) }))}
            </div></section>

            """);
    }

    private static Markup Count(int value) => Markup.Encoded(Numbers.Count(value));
}
