namespace CafeMed.Inference.Answering;

/// <summary>What a network may give, by name. Only the logits must be there; all are in nats of the final logit.</summary>
internal static class Outputs
{
    /// <summary>(1, M), calibrated.</summary>
    public const string Logits = "logits";

    /// <summary>(M), what holds for every patient.</summary>
    public const string Base = "base";

    /// <summary>(K, M), by column of the linear tower.</summary>
    public const string Linear = "linear";

    /// <summary>(1, M), what having been given before adds to a medication.</summary>
    public const string History = "history";

    /// <summary>(1, M), what belongs to no single code.</summary>
    public const string Interplay = "interplay";

    /// <summary>(N + 1, M), by token of the last visit.</summary>
    public static string Evidence(Channel channel) => PatientInputs.NameOf(channel, "evidence");

    /// <summary>(N + 1, M), by token of the last visit: the multiplier of each effect, in (0, 3).</summary>
    public static string Gates(Channel channel) => PatientInputs.NameOf(channel, "gates");
}
