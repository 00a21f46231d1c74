using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation;

/// <summary>One recommender's measures while held-out visits pass by: some numbers per patient and per visit.</summary>
internal sealed class ContestantSums(Contestant contestant, bool subject)
{
    private static readonly Decision s_half = new() { Threshold = 0.5 };

    private readonly PointSums[] _points = [new(), new(), new()];
    private readonly CalibrationSums _calibration = new(byDrug: subject);
    private readonly List<double> _prAuc = [];
    private readonly List<double> _roc = [];
    private readonly List<double> _visitJaccard = [];
    private readonly List<float> _visitF1 = [];
    private readonly List<float> _visitPrAuc = [];

    public PointSums Tuned => _points[(int)OperatingPoint.Tuned];

    public double[] PrAuc => [.. _prAuc];

    public double[] Roc => [.. _roc];

    public ImmutableArray<ReliabilityBin> Reliability => _calibration.Reliability();

    /// <summary>Scores the visits of some patients.</summary>
    public void Add(VisitTable table, bool[] truth, InteractionMatrices interactions)
    {
        var size = table.Encoder.Medications.Count;
        var logits = contestant.Scorer.Score(table);
        Rank(logits, truth, table, size);
        _points[(int)OperatingPoint.Half].Add(s_half.Of(logits, size, interactions.Plain), truth, table, interactions, null);
        Tuned.Add(contestant.Decision.Of(logits, size, interactions.Plain), truth, table, interactions, (jaccard, f1) =>
        {
            _visitJaccard.Add(jaccard);
            _visitF1.Add((float)f1);
        });
        _points[(int)OperatingPoint.Matched].Add(MatchedSize.Of(logits, table), truth, table, interactions, null);
        _calibration.Add(logits, truth, table);
    }

    /// <summary>Asks for the intervals; they are there when the batch was drawn.</summary>
    public Func<ScoreRow> Row(RatioBatch batch, InteractionMatrices interactions, Vocabulary medications, IReadOnlyList<VisitGroup> groups, RaritySums? rarity, double[] visits, int seed)
    {
        var points = Enum.GetValues<OperatingPoint>().Select(at => _points[(int)at].Row(at, batch, interactions)).ToArray();
        var (prAuc, roc, calibration) = (batch.Mean(PrAuc), batch.Mean(Roc), _calibration.Row(batch, medications));
        var grouped = groups.Select(group => GroupRow(group, batch)).ToArray();
        var rare = rarity?.Row(batch, grouped.Where((_, g) => groups[g].By == GroupKind.Rarity).Select(group => group.Jaccard).ToArray(), visit => _visitJaccard[visit]);
        var field = Field(visits, seed);
        return () =>
        {
            var scores = points.Select(point => point()).ToImmutableArray();
            var (tuned, parts) = (scores[(int)OperatingPoint.Tuned], grouped.Select(group => group.Score()).ToImmutableArray());
            return new ScoreRow(
                contestant.Name, contestant.Summary, tuned.Jaccard, tuned.F1, batch.Interval(prAuc), tuned.InteractionRate, tuned.DrugsPerVisit,
                Jaccard(parts, "first"), Jaccard(parts, "later"), null)
            {
                RocAuc = batch.Interval(roc), Points = scores, Groups = parts, Rarity = rare?.Invoke(), Calibration = calibration(), Field = field,
            };
        };
    }

    private static Interval Jaccard(ImmutableArray<GroupScore> groups, string name) => groups.First(group => group.By == GroupKind.Visit && group.Name == name).Jaccard;

    private (int Jaccard, Func<GroupScore> Score) GroupRow(VisitGroup group, RatioBatch batch)
    {
        // The group's own mask, so that it is drawn once for all recommenders; only where nothing was given there is no average precision.
        var jaccard = batch.Ratio(Zeroed(group.Means(visit => _visitJaccard[visit])), group.Mask);
        var f1 = batch.Ratio(Zeroed(group.Means(visit => _visitF1[visit])), group.Mask);
        var prAuc = group.Means(visit => _visitPrAuc[visit]) is var means && group.Mask.Zip(means).All(one => one.First == 0 || !double.IsNaN(one.Second))
            ? batch.Ratio(Zeroed(means), group.Mask) : batch.Mean(means);
        var patients = (int)group.Mask.Sum();
        return (jaccard, () => new(
            group.By, group.Name, patients, group.Visits.Length, patients < GroupScore.Fewest, batch.Interval(jaccard), batch.Interval(f1), batch.Interval(prAuc)));
    }

    private void Rank(float[] logits, bool[] truth, VisitTable table, int size)
    {
        var roc = new double[table.Visits];
        var precision = new double[table.Visits];
        for (var v = 0; v < roc.Length; v++)
        {
            (precision[v], roc[v]) = SetMeasures.Ranking(logits.AsSpan(v * size, size), truth.AsSpan(v * size, size), table.Targets[v].Length + table.Outside[v]);
            _visitPrAuc.Add((float)precision[v]);
        }
        _prAuc.AddRange(PatientMeans.Of(table, visit => precision[visit]));
        _roc.AddRange(PatientMeans.Of(table, visit => roc[visit]));
    }

    private FieldScore Field(double[] visits, int seed)
    {
        var half = _points[(int)OperatingPoint.Half];
        return FieldScore.Of(
            [half.Jaccard, half.F1, PrAuc, half.Precision, half.Recall],
            [(half.Interacting, half.Pairs), ([.. half.Proposed.Zip(visits, (mean, count) => mean * count)], visits)],
            seed);
    }

    private static double[] Zeroed(double[] values) => Array.ConvertAll(values, value => double.IsNaN(value) ? 0 : value);
}
