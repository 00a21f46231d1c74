namespace CafeMed.Learning.Export.Card;

/// <summary>How a model does on the held-out patients of one group.</summary>
/// <param name="Kind">By what they are grouped.</param>
/// <param name="Group">The code that they have at their last visit; <see langword="null"/> for those without any.</param>
/// <param name="Patients">How many.</param>
/// <param name="Jaccard">Mean over patients, with its 95 % interval; <see langword="null"/> where there are too few.</param>
/// <param name="F1">As Jaccard.</param>
/// <param name="Calibration">Expected drugs per visit over drugs really given: 1 where probabilities are right on the whole; <see langword="null"/> where there are too few.</param>
public sealed record CardGroup(CodeKind Kind, Code? Group, int Patients, Interval? Jaccard, Interval? F1, Interval? Calibration);
