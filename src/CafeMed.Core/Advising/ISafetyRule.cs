namespace CafeMed;

/// <summary>A reason to object to a recommendation. Pure: the same input gives the same findings, and nothing is changed.</summary>
public interface ISafetyRule
{
    /// <summary>The objections; none for an empty recommendation, and none about medications that were not proposed.</summary>
    IEnumerable<Finding> Review(Patient patient, Recommendation recommendation);

    /// <summary>Those of the proposed <paramref name="medications"/> about which the rule has no facts: unknown, not safe.</summary>
    IEnumerable<Code> Unknown(CodeSet medications);
}
