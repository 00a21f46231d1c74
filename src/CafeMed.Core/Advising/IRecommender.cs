namespace CafeMed;

/// <summary>Answers for one patient.</summary>
public interface IRecommender
{
    /// <summary>The name in tables and on advice.</summary>
    string Name { get; }

    /// <summary>Proposes medications for <see cref="Patient.CurrentVisit"/>, from what is known before its own medications.</summary>
    ValueTask<Recommendation> RecommendAsync(Patient patient, CancellationToken ct);
}
