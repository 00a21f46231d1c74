namespace CafeMed.Learning.Evaluation.Report;

/// <summary>How many codes of one kind a cohort has.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="PerVisit">Mean number per visit.</param>
/// <param name="Distinct">Different codes in all.</param>
public sealed record KindSummary(CodeKind Kind, double PerVisit, int Distinct)
{
    /// <summary>Counts the codes of <paramref name="kind"/> in <paramref name="cohort"/>.</summary>
    public static KindSummary Of(Cohort cohort, CodeKind kind)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var ((codes, distinct), visits) = (cohort.Count(kind), cohort.VisitCount);
        return new(kind, visits == 0 ? 0 : (double)codes / visits, distinct);
    }
}
