namespace CafeMed.Learning.Causal;

/// <summary>In how many visits codes and medications occur, alone and together.</summary>
internal sealed class PairCounts(Vocabulary treatments, Vocabulary outcomes)
{
    public int Visits { get; private set; }

    public int[] Treatment { get; } = new int[treatments.Count];

    public int[] Outcome { get; } = new int[outcomes.Count];

    /// <summary>Row-major, treatments by outcomes.</summary>
    public int[] Both { get; } = new int[treatments.Count * outcomes.Count];

    public static PairCounts Of(Cohort cohort, Vocabulary treatments, Vocabulary outcomes, CancellationToken ct)
    {
        var counts = new PairCounts(treatments, outcomes);
        foreach (var patient in cohort.Patients)
        {
            ct.ThrowIfCancellationRequested();
            counts.Add(patient);
        }
        return counts;
    }

    public void Add(Patient patient)
    {
        foreach (var visit in patient.Visits)
            Add(Columns(treatments, visit), Columns(outcomes, visit), outcomes.Count);
    }

    private static ReadOnlySpan<int> Columns(Vocabulary vocabulary, Visit visit)
    {
        var columns = new int[visit[vocabulary.Kind].Count];
        var (known, _) = vocabulary.Fill(visit[vocabulary.Kind], columns);
        return columns.AsSpan(0, known);
    }

    private void Add(ReadOnlySpan<int> treatments, ReadOnlySpan<int> outcomes, int width)
    {
        Visits++;
        foreach (var treatment in treatments)
        {
            Treatment[treatment]++;
            foreach (var outcome in outcomes)
                Both[treatment * width + outcome]++;
        }
        foreach (var outcome in outcomes)
            Outcome[outcome]++;
    }
}
