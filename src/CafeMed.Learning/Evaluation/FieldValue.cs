namespace CafeMed.Learning.Evaluation;

/// <summary>A number as the SafeDrug line reports it.</summary>
/// <param name="Whole">On all test patients.</param>
/// <param name="Mean">Mean over ten draws.</param>
/// <param name="Deviation">Standard deviation of the ten draws (divided by ten): how much the test patients matter, not how much a training does.</param>
public readonly record struct FieldValue(double Whole, double Mean, double Deviation);
