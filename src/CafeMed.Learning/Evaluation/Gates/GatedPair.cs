namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>A code and a medication, by their columns.</summary>
internal readonly record struct GatedPair(Channel Channel, int Token, int Medication);
