using System.Globalization;

namespace CafeMed;

/// <summary>Who trains, who chooses, who is only tested. No patient is in two parts.</summary>
/// <param name="Training">Everything that is fitted is fitted on these.</param>
/// <param name="Validation">When to stop, thresholds and calibration are chosen on these.</param>
/// <param name="Test">Seen once, at the end.</param>
public sealed record CohortSplit(Cohort Training, Cohort Validation, Cohort Test)
{
    /// <summary>Two thirds train, a sixth validates, a sixth tests; by a hash of identifier and seed.</summary>
    /// <remarks>The parts depend on who is in the cohort and on <paramref name="seed"/>, not on the order of the patients.</remarks>
    /// <exception cref="CafeMedException"><c>CM2007</c>: fewer than six patients.</exception>
    public static CohortSplit ByPatient(Cohort cohort, int seed)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var count = cohort.Patients.Length;
        if (count < 6)
            throw Faults.TooFewPatients(count, 6);
        var shuffled = cohort.Patients.OrderBy(patient => Place(patient.Id, seed)).ThenBy(patient => patient.Id, StringComparer.Ordinal).ToArray();
        var held = count / 6;
        var train = count - 2 * held;
        return new(
            new Cohort(cohort.Name, [.. shuffled[..train]]),
            new Cohort(cohort.Name, [.. shuffled[train..(train + held)]]),
            new Cohort(cohort.Name, [.. shuffled[(train + held)..]]));
    }

    /// <summary>As the SafeDrug line splits: in the order of the list the first two thirds train, the next sixth tests, the last sixth validates.</summary>
    /// <remarks>
    /// <para>The sizes are that line's: <c>int(n * 2 / 3)</c> train, <c>int((n - train) / 2)</c> test, the rest validate. The order is that of the identifiers: by number where all
    /// are numbers (as MIMIC's subjects and the places in a list of records are), else by their characters; so it does not depend on how a cohort is stored.</para>
    /// <para>Order may follow eras and systems of a hospital, so the parts may differ in more than chance. Use <see cref="ByPatient"/> for anything but a comparison with that line.</para>
    /// <para>Source: the training scripts of Yang et al. 2021, SafeDrug, doi:10.24963/ijcai.2021/514.</para>
    /// </remarks>
    /// <exception cref="CafeMedException"><c>CM2007</c>: fewer than six patients.</exception>
    public static CohortSplit Legacy(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var (train, held) = LegacySizes(cohort.Patients.Length);
        var numbered = cohort.Patients.All(patient => ulong.TryParse(patient.Id, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        var listed = cohort.Patients
            .OrderBy(patient => numbered ? ulong.Parse(patient.Id, CultureInfo.InvariantCulture) : 0)
            .ThenBy(patient => patient.Id, StringComparer.Ordinal).ToArray();
        return new(
            new Cohort(cohort.Name, [.. listed[..train]]),
            new Cohort(cohort.Name, [.. listed[(train + held)..]]),
            new Cohort(cohort.Name, [.. listed[train..(train + held)]]));
    }

    /// <summary>The split that <paramref name="protocol"/> makes; <paramref name="seed"/> is ignored by <see cref="SplitProtocol.Legacy"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM2007</c>: fewer than six patients.</exception>
    public static CohortSplit Of(Cohort cohort, SplitProtocol protocol, int seed) =>
        protocol == SplitProtocol.Legacy ? Legacy(cohort) : ByPatient(cohort, seed);

    /// <summary>The split that <paramref name="design"/> asks for. The parts depend on who is in the cohort, not on their order.</summary>
    /// <exception cref="CafeMedException"><c>CM2007</c>: too few patients; <c>CM2042</c>, <c>CM2043</c>: no or too few hospitals.</exception>
    public static CohortSplit Of(Cohort cohort, SplitDesign design)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(design);
        return design.NeedsEverybody
            ? SplitRule.Of(design, cohort.Patients).Split(
                cohort.Name, cohort.Patients.OrderBy(patient => Place(patient.Id, design.Seed)).ThenBy(patient => patient.Id, StringComparer.Ordinal))
            : Of(cohort, design.Protocol, design.Seed);
    }

    /// <summary>Visits of training and validation patients that were left out, because they begin after the first visit of the test part; 0 unless the split is by time.</summary>
    public int LeftOut { get; init; }

    /// <summary>The same parts with medications at an ATC level.</summary>
    public CohortSplit AtLevel(int level) => new(Training.AtLevel(level), Validation.AtLevel(level), Test.AtLevel(level)) { LeftOut = LeftOut };

    // How many train, and how many test.
    internal static (int Train, int Held) LegacySizes(int count)
    {
        if (count < 6)
            throw Faults.TooFewPatients(count, 6);
        var train = (int)(count * 2L / 3);
        return (train, (count - train) / 2);
    }

    internal static ulong Place(string id, int seed) => Fingerprint.Number($"{seed}/{id}");
}
