using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>A hidden confounder: one cluster of diseases, nearly standard normal over people, that raises diagnoses and drugs together.</summary>
/// <param name="Name">The cluster.</param>
/// <param name="DiagnosisLogOdds">Added to the log odds of each of its diseases for each standard deviation, in nats.</param>
/// <param name="Diagnoses">Its diseases: ICD-10 categories.</param>
/// <param name="Medications">The groups of drugs it raises, each by its <see cref="SyntheticMedication.ClusterLogOdds"/>.</param>
public sealed record SyntheticCluster(string Name, double DiagnosisLogOdds, ImmutableArray<string> Diagnoses, ImmutableArray<Code> Medications);
