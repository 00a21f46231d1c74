namespace CafeMed;

/// <summary>Divides validation patients into those that choose and those that are held apart, on whom what is promised is measured.</summary>
public static class CalibrationShare
{
    /// <summary>Fewer are not held apart: too few to promise much, and choosing would miss them.</summary>
    public const int Least = 100;

    /// <summary>The parts, each in the order of <paramref name="validation"/>.</summary>
    /// <param name="validation">The validation patients.</param>
    /// <param name="share">Of them to hold apart, in [0, 1).</param>
    /// <param name="seed">Of the study.</param>
    /// <returns>Those that choose, and those held apart: none where they would be fewer than <see cref="Least"/>.</returns>
    /// <remarks>By a hash of identifier and seed, another than that of the split, so that who is held apart is as good as drawn.</remarks>
    public static (IReadOnlyList<Patient> Choosing, IReadOnlyList<Patient> Apart) Of(IReadOnlyList<Patient> validation, double share, int seed)
    {
        ArgumentNullException.ThrowIfNull(validation);
        var count = (int)(share * validation.Count);
        if (count < Least)
            return (validation, []);
        var apart = validation.OrderBy(patient => Fingerprint.Number($"held apart/{seed}/{patient.Id}")).ThenBy(patient => patient.Id, StringComparer.Ordinal)
            .Take(count).Select(patient => patient.Id).ToHashSet(StringComparer.Ordinal);
        return ([.. validation.Where(patient => !apart.Contains(patient.Id))], [.. validation.Where(patient => apart.Contains(patient.Id))]);
    }
}
