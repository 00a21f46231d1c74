namespace CafeMed.Data.Synthetic;

/// <summary>What is true of a group of drugs apart from the effects of diagnoses and procedures on it.</summary>
/// <param name="Code">The group: ATC level 4.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="BaseLogOdds">Log odds for a patient with no cause, no history and an average state, in nats.</param>
/// <param name="Continued">Added where the last visit had the drug, in nats.</param>
/// <param name="Started">Added where there was a last visit without the drug, in nats; at most 0.</param>
/// <param name="Rival">A group that replaces this one, or <see langword="null"/>.</param>
/// <param name="RivalLogOdds">Added where the last visit had the rival and not the drug, in nats; at most 0.</param>
/// <param name="AgeLogOdds">Added for each 20 years of age above 62, in nats.</param>
/// <param name="FemaleLogOdds">Added for women, in nats.</param>
/// <param name="ClusterLogOdds">Added for each standard deviation of the hidden disease cluster, in nats: the confounding.</param>
public sealed record SyntheticMedication(
    Code Code, string Name, double BaseLogOdds, double Continued, double Started, Code? Rival, double RivalLogOdds,
    double AgeLogOdds, double FemaleLogOdds, double ClusterLogOdds)
{
    /// <summary>The hidden disease cluster that raises it.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>Added to the log odds for each unit of <see cref="SyntheticClock"/>'s time, in nats: the drift of practice.</summary>
    public double DriftLogOdds { get; init; }
}
