using System.Globalization;
using CafeMed.Learning.Streaming;

namespace CafeMed.Learning.Studies;

/// <summary>Says what was fitted, chosen or looked at on samples, because the cohort has several shards.</summary>
public static class SampleRemarks
{
    /// <summary>One sentence for each sample that is smaller than its part.</summary>
    /// <param name="people">The people.</param>
    /// <param name="estimator">The estimator of effects, where it worked on the sample.</param>
    public static IReadOnlyList<string> Of(StudyPatients people, string? estimator)
    {
        ArgumentNullException.ThrowIfNull(people);
        var (held, all) = (PartSizes.Of(people.Held), people.Sizes);
        var remarks = new List<string>();
        if (held.Training != all.Training)
            remarks.Add(
                $"The network was trained on all {Count(all.Training.Visits)} training visits, read in {people.Shards} shards; "
                + $"{(estimator is null ? "" : $"effects by {estimator}, ")}linear tower and baselines were fitted on the {Count(held.Training.Visits)} of whole shards up to streaming.fittedVisits.");
        if (held.Validation != all.Validation)
            remarks.Add($"Stopping, calibration and decisions were chosen on {Count(held.Validation.Patients)} of {Count(all.Validation.Patients)} validation patients (streaming.heldOutPatients).");
        return remarks;
    }

    /// <summary>One sentence where gates are looked at on fewer than all test patients.</summary>
    public static IReadOnlyList<string> OfGates(StudyPatients people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var (held, all) = (PartSizes.Of(people.Held).Test.Patients, people.Sizes.Test.Patients);
        return held == all ? [] : [$"Gates were looked at on {Count(held)} of {Count(all)} test patients (streaming.heldOutPatients); all of them were measured."];
    }

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
