namespace CafeMed.Serving.Answers;

/// <summary>A drug of the last visit that is not proposed.</summary>
/// <param name="Code">ATC code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Probability">In [0, 1]; null where training never saw the drug.</param>
public sealed record DroppedDrug(Code Code, string Name, double? Probability);
