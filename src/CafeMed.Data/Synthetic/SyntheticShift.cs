namespace CafeMed.Data.Synthetic;

/// <summary>What is added to log odds so that the averages asked for come out, in nats.</summary>
/// <param name="Visits">To coming again.</param>
/// <param name="Diagnoses">To every disease.</param>
/// <param name="Procedures">To every kind of procedure.</param>
/// <param name="Drugs">To every group of drugs.</param>
internal readonly record struct SyntheticShift(double Visits, double Diagnoses, double Procedures, double Drugs);
