namespace CafeMed.Serving.CdsHooks;

/// <summary>Why a clinician may decide otherwise. The standard has no value set; these are the reasons that studies of overrides find most.</summary>
internal static class OverrideReasons
{
    public const string System = "urn:cafemed:override-reason";

    public static IReadOnlyList<CdsCard.Coding> All { get; } =
    [
        new(System, "will-monitor", "Will monitor or adjust the dose"),
        new(System, "tolerated-before", "Patient has tolerated this before"),
        new(System, "benefit-outweighs", "Benefit outweighs the risk"),
        new(System, "no-alternative", "There is no alternative"),
        new(System, "patient-wishes", "The patient wishes it so"),
        new(System, "not-applicable", "Does not apply to this patient"),
        new(System, "wrong-data", "The record is wrong or out of date"),
        new(System, "wrong-alert", "The alert is wrong"),
        new(System, "other", "Another reason"),
    ];
}
