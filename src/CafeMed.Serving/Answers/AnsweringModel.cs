namespace CafeMed.Serving.Answers;

/// <summary>The model that answers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Hash">SHA-256 of its bundle.</param>
/// <param name="Recommender">The name of its network.</param>
/// <param name="Level">ATC level of the drugs.</param>
/// <param name="Synthetic">Whether it was trained on made-up people: then nothing it says is about a real patient.</param>
/// <param name="Interactions">The sources of interactions.</param>
public sealed record AnsweringModel(string Name, string Hash, string Recommender, int Level, bool Synthetic, string Interactions);
