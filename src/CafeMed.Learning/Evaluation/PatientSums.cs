namespace CafeMed.Learning.Evaluation;

/// <summary>One recommender's measures, a number per patient and measure.</summary>
internal sealed class PatientSums
{
    private readonly List<double> _jaccard = [];
    private readonly List<double> _f1 = [];
    private readonly List<double> _prAuc = [];
    private readonly List<double> _interacting = [];
    private readonly List<double> _pairs = [];
    private readonly List<double> _proposed = [];
    private readonly List<double> _first = [];
    private readonly List<double> _later = [];

    /// <summary>Takes the scores of some patients' visits.</summary>
    public void Add(VisitScore[] scores, VisitTable table)
    {
        _jaccard.AddRange(PatientMeans.Of(scores, table, score => score.Jaccard));
        _f1.AddRange(PatientMeans.Of(scores, table, score => score.F1));
        _prAuc.AddRange(PatientMeans.Of(scores, table, score => score.PrAuc));
        _interacting.AddRange(PatientMeans.Sums(scores, table, score => score.InteractingPairs));
        _pairs.AddRange(PatientMeans.Sums(scores, table, score => score.Pairs));
        _proposed.AddRange(PatientMeans.Of(scores, table, score => score.Proposed));
        _first.AddRange(PatientMeans.Of(table, v => table.Numbers[v] == 0 ? scores[v].Jaccard : double.NaN));
        _later.AddRange(PatientMeans.Of(table, v => table.Numbers[v] > 0 ? scores[v].Jaccard : double.NaN));
    }

    /// <summary>The recommender's line.</summary>
    public ScoreRow Row(Contestant contestant, PatientSums? subject, PatientBootstrap bootstrap) => new(
        contestant.Name,
        contestant.Summary,
        bootstrap.Mean(_jaccard.ToArray()),
        bootstrap.Mean(_f1.ToArray()),
        bootstrap.Mean(_prAuc.ToArray()),
        bootstrap.Ratio(_interacting.ToArray(), _pairs.ToArray()),
        bootstrap.Mean(_proposed.ToArray()),
        bootstrap.Mean(_first.ToArray()),
        bootstrap.Mean(_later.ToArray()),
        subject is null ? null : bootstrap.Difference(subject._jaccard.ToArray(), _jaccard.ToArray()));
}
