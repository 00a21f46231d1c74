namespace CafeMed.Learning.Streaming;

/// <summary>The people of a study in shards, of which one fits into memory; all of them need not.</summary>
/// <remarks>A shard holds the same people in the same order whenever it is loaded, and nobody is in two shards. Which people share a shard is left to chance (a hash), so a few shards are a fair sample.</remarks>
public interface IPatientSource
{
    /// <summary>The cohort's name.</summary>
    string Name { get; }

    /// <summary>How many shards; at least 1.</summary>
    int Shards { get; }

    /// <summary>The people of one shard, medications as fine as the source gives them. Nothing of it is kept here.</summary>
    /// <param name="shard">Its number, from 0.</param>
    /// <param name="ct">Ends the reading.</param>
    IReadOnlyList<Patient> Load(int shard, CancellationToken ct);
}
