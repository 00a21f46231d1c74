namespace CafeMed.Data.Synthetic;

/// <summary>The context codes of a visit, each a set of one that all visits share.</summary>
internal static class SyntheticContext
{
    /// <summary>How many age bands there are.</summary>
    public const int Bands = 8;

    private static readonly string[] s_units =
        ["CARDIOLOGY", "NEUROLOGY", "ORTHOPAEDICS", "SURGERY", "ONCOLOGY", "MEDICINE", "ICU-CARDIAC", "ICU-NEURO", "ICU-SURGICAL", "ICU-MEDICAL"];

    /// <summary>By age band.</summary>
    public static CodeSet[] Ages { get; } = Sets("18-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80-89", "90+");

    /// <summary>Women, men.</summary>
    public static CodeSet[] Sexes { get; } = Sets("F", "M");

    /// <summary>By the number of the unit.</summary>
    public static CodeSet[] Units { get; } = Sets(s_units);

    /// <summary>By the number of the way in.</summary>
    public static CodeSet[] Admissions { get; } = Sets("EMERGENCY", "ELECTIVE", "URGENT", "OBSERVATION");

    /// <summary>The number of a unit.</summary>
    public static int Unit(bool intensive, string cluster) => (intensive, cluster) switch
    {
        (true, "cardiac") => 6,
        (true, "neuro") => 7,
        (true, "musculoskeletal" or "digestive") => 8,
        (true, _) => 9,
        (_, "cardiac") => 0,
        (_, "neuro") => 1,
        (_, "musculoskeletal") => 2,
        (_, "digestive") => 3,
        (_, "oncology") => 4,
        _ => 5,
    };

    private static CodeSet[] Sets(params string[] values) => [.. values.Select(value => CodeSet.Create(new Code(CodeSystem.Local, value)))];
}
