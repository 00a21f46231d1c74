using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation;

/// <summary>What is kept of held-out patients while their visits pass by: some numbers per patient, visit and recommender, and sums.</summary>
internal sealed class EvaluationSums(IReadOnlyList<Contestant> contestants, InteractionGraph graph, Severity atLeast, IReadOnlyDictionary<Code, int>? diagnosisCounts)
{
    private readonly ContestantSums[] _contestants = [.. contestants.Select((contestant, i) => new ContestantSums(contestant, subject: i == 0))];
    private readonly VisitGroups _groups = new(diagnosisCounts);
    private readonly PointSums _prescribed = new();
    private readonly List<ulong> _people = [];
    private readonly List<double> _visits = [];
    private InteractionMatrices? _interactions;
    private PatientEncoder? _encoder;
    private long _given;
    private long _outside;
    private int _hidden;

    /// <summary>Scores the visits of some patients.</summary>
    public void Add(VisitTable table)
    {
        (_encoder, _interactions) = (table.Encoder, _interactions ?? InteractionMatrices.Of(graph, table.Encoder.Medications, atLeast));
        var truth = table.Truth();
        foreach (var contestant in _contestants)
            contestant.Add(table, truth, _interactions);
        // What the clinicians did, measured with the same ruler.
        _prescribed.Add(truth, truth, table, _interactions, null);
        _groups.Add(table);
        for (var p = 0; p < table.Patients.Length; p++)
        {
            _people.Add(Fingerprint.Number(table.Patients[p].Id));
            _visits.Add(table.VisitsOf(p));
        }
        (_given, _outside, _hidden) = (_given + table.Targets.Tokens.Length + table.Outside.Sum(), _outside + table.Outside.Sum(), _hidden + table.Hidden);
    }

    /// <summary>The table of all that was added, and what it rests on, patient by patient.</summary>
    public (Scoreboard Scores, PatientScores Patients) Build(int seed)
    {
        var bootstrap = new PatientBootstrap(_people.Count, seed);
        var (groups, visits) = (_groups.Build(), _visits.ToArray());
        var rarity = diagnosisCounts is null ? null : new RaritySums(_groups.Weights(), _groups.PatientOf(), _people.Count);
        var patients = new PatientScores([.. _people], [.. contestants.Select((contestant, i) => PatientScores.Row.Of(contestant.Name, _contestants[i]))]);
        var tests = PairedTests.Within(patients, bootstrap);
        var rows = _contestants.Select((contestant, i) =>
        {
            var batch = new RatioBatch(bootstrap, _people.Count);
            var row = contestant.Row(batch, _interactions!, _encoder!.Medications, groups, rarity, visits, seed);
            batch.Draw();
            return i == 0 ? row() : row() with { Lead = tests[i - 1][0].Difference, Tests = tests[i - 1] };
        }).ToImmutableArray();
        var pairs = _prescribed.Pairs.Sum();
        var rate = pairs == 0 ? 0 : _prescribed.Interacting.Sum() / pairs;
        var scores = new Scoreboard(
            contestants[0].Name, rows, _people.Count, (int)visits.Sum(), _encoder!.Medications.Count, rate, _given / visits.Sum(),
            (double)_outside / Math.Max(1, _given), _contestants[0].Reliability)
        {
            PrescribedWeightedRate = pairs == 0 ? 0 : _prescribed.Weighted.Sum() / pairs,
            PrescribedOverChance = rate / _prescribed.Chance(_interactions!),
            Track = _encoder.Track,
            Hidden = _hidden,
            PatientsDigest = patients.Digest,
        };
        return (scores, patients);
    }
}
