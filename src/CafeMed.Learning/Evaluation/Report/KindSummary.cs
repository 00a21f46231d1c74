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
        var distinct = new HashSet<Code>();
        var (codes, visits) = (0L, 0L);
        foreach (var visit in cohort.Patients.SelectMany(patient => patient.Visits))
        {
            visits++;
            codes += visit[kind].Count;
            distinct.UnionWith(visit[kind]);
        }
        return new(kind, visits == 0 ? 0 : (double)codes / visits, distinct.Count);
    }
}
