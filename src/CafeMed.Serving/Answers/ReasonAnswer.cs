namespace CafeMed.Serving.Answers;

/// <summary>One thing that spoke for or against a drug; the reasons of a drug sum to its log odds.</summary>
/// <param name="What">The thing, in words.</param>
/// <param name="Kind">What kind of code it is; null where no single code is meant.</param>
/// <param name="Code">The code; null where no single code is meant.</param>
/// <param name="Amount">How much, in nats.</param>
/// <param name="GatedEffect">The part of it that is the causal effect of the code, turned up or down by the gate for this patient, in nats.</param>
public sealed record ReasonAnswer(string What, CodeKind? Kind, Code? Code, double Amount, double GatedEffect)
{
    /// <summary>What this patient's visit multiplies the code's effect with, in (0, 2): <see cref="GatedEffect"/> is the effect in everybody times this; null where gates were not asked for, or there is none.</summary>
    public double? Gate { get; init; }
}
