namespace CafeMed.Data.Synthetic;

/// <summary>Knows the model and sees only the record: what is hidden is inferred from the diagnoses, the unit and the drugs so far, and integrated out.</summary>
/// <remarks>
/// The hidden variables (frailty, what the heart's clusters share, severity, one for each cluster, and this visit's illness) are standard normal beforehand; each diagnosis and drug is a coin whose log odds are linear in them.
/// Laplace's method after every visit, as in an assumed-density filter; the drug's probability is that of a logit with a normal part (MacKay 1992): <c>1 / (1 + exp(-mean / sqrt(1 + pi/8 * variance)))</c>.
/// For one thread.
/// </remarks>
internal sealed class RecordedOracle
{
    private const int Frailty = 0, Heart = 1, Severity = 2, First = 3, Steps = 3;

    private readonly SyntheticModel _model;
    private readonly int _size;
    private readonly bool[] _hearts;
    private readonly int[] _present;
    private readonly float[] _states = new float[SyntheticStay.StateCount];
    private readonly LaplaceFilter _filter;
    private readonly double[] _direction;
    private readonly double[] _mean;
    private readonly double[] _illness;

    public RecordedOracle(SyntheticModel model)
    {
        _model = model;
        _size = First + model.Tables.Clusters.Length + 1;
        _hearts = new SyntheticPerson(model).Hearts;
        _present = new int[model.Causes.Diseases + model.Causes.Procedures];
        (_filter, _direction) = (new(_size), new double[_size]);
        (_mean, _illness) = (new double[model.Medications.Length], new double[model.Medications.Length]);
    }

    /// <summary>Forgets the person before.</summary>
    public void Begin() => _filter.Begin();

    /// <summary>The probability of every group at a visit.</summary>
    /// <param name="visit">Only what is recorded of it is used.</param>
    /// <param name="last">The visit before, or <see langword="null"/>.</param>
    /// <param name="more">Whether the person comes again, and what was given is to be learned from.</param>
    public float[] Probabilities(SyntheticVisitTruth visit, SyntheticVisitTruth? last, bool more)
    {
        See(visit);
        _filter.Clear();
        Diagnoses(visit, last is null);
        _filter.Solve(Steps);
        var illness = Math.Clamp(0.7 * (_filter.Mean[Severity] + _filter.Mean[_size - 1]), -2, 2);
        _states[(int)SyntheticState.Severity] = (float)illness;
        LogOdds(visit, last);
        var probabilities = new float[_mean.Length];
        for (var m = 0; m < probabilities.Length; m++)
        {
            Point(_model.Tables.Drugs[m].Cluster, _model.Medications[m].ClusterLogOdds, 0, _illness[m]);
            var (hidden, variance) = _filter.Project(_direction);
            _mean[m] -= _illness[m] * illness;
            probabilities[m] = (float)SyntheticMath.Probability((_mean[m] + hidden) / Math.Sqrt(1 + Math.PI / 8 * variance));
        }
        if (more)
            Learn(visit);
        return probabilities;
    }

    private void See(SyntheticVisitTruth visit)
    {
        Array.Fill(_present, -1);
        var diagnoses = 0;
        foreach (var code in visit.Codes)
        {
            var cause = _model.Causes.OfCode[code];
            _present[cause] = code;
            diagnoses += cause < _model.Causes.Diseases ? 1 : 0;
        }
        visit.States.CopyTo(_states, 0);
        _states[(int)SyntheticState.Burden] = SyntheticStay.BurdenState(diagnoses);
    }

    private void Diagnoses(SyntheticVisitTruth visit, bool first)
    {
        var (categories, need, hidden) = (_model.Tables.Categories, -3.0, _model.Options.Confounding);
        for (var c = 0; c < categories.Length; c++)
        {
            var category = categories[c];
            need += _present[c] >= 0 ? category.Intensive : 0;
            // A chronic disease says most at the first visit; what cannot be says nothing.
            if (category.Chronic && !first || !SyntheticPerson.Possible(category, _present))
                continue;
            var offset = _model.Diseases[c].LogOdds + category.Age * visit.States[(int)SyntheticState.Age] + _model.Diseases[c].DriftLogOdds * visit.Time + (visit.Female ? category.Female : category.Male);
            if (offset < -50)
                continue;
            Point(category.Cluster, SyntheticPerson.ClusterLogOdds * hidden, SyntheticPerson.FrailtyLogOdds * hidden, category.Chronic ? 0 : SyntheticStay.IllnessLogOdds * hidden);
            _filter.Add(_direction, offset, _present[c] >= 0);
        }
        var intensive = visit.States[(int)SyntheticState.Intensive] > 0;
        Point(-1, 0, 0, SyntheticStay.IntensiveLogOdds);
        _filter.Add(_direction, need, intensive);
        Point(-1, 0, 0, 0.4);
        _filter.Add(_direction, 0.6 + (intensive ? 0.8 : 0), visit.States[(int)SyntheticState.Emergency] > 0);
    }

    // Log odds at the illness that is most likely, and how they change with it.
    private void LogOdds(SyntheticVisitTruth visit, SyntheticVisitTruth? last)
    {
        var site = _model.Sites[visit.Site];
        for (var m = 0; m < _mean.Length; m++)
        {
            var drug = _model.Medications[m];
            _illness[m] = 0;
            _mean[m] = drug.BaseLogOdds + (visit.Female ? drug.FemaleLogOdds : 0) + site.LogOdds[m] + drug.AgeLogOdds * _states[(int)SyntheticState.Age] + drug.DriftLogOdds * visit.Time
                + (last is null ? 0 : SyntheticPrescriber.Memory(_model, m, last.Labels, visit.Days));
        }
        foreach (var code in visit.Codes)
            foreach (var effect in _model.OfCause[code])
            {
                var gate = _model.Gate(effect, _states);
                _mean[_model.Columns[effect]] += _model.EffectLogOdds[effect] * gate;
                if (gate is > 0 and < SyntheticEffect.LargestGate)
                    _illness[_model.Columns[effect]] += _model.EffectLogOdds[effect] * _model.Slopes[effect * _states.Length + (int)SyntheticState.Severity];
            }
    }

    private void Learn(SyntheticVisitTruth visit)
    {
        _filter.Clear();
        for (var m = 0; m < _mean.Length; m++)
        {
            Point(_model.Tables.Drugs[m].Cluster, _model.Medications[m].ClusterLogOdds, 0, _illness[m]);
            _filter.Add(_direction, _mean[m], visit.Labels[m]);
        }
        _filter.Solve(Steps);
        // The next visit has an illness of its own.
        _filter.Forget(_size - 1);
    }

    // How log odds grow with the hidden variables: through a cluster, through frailty itself, and through illness.
    private void Point(int cluster, double byCluster, double byFrailty, double byIllness)
    {
        Array.Clear(_direction);
        _direction[Frailty] = byFrailty + (cluster >= 0 ? 0.4 * byCluster : 0);
        if (cluster >= 0)
        {
            _direction[Heart] = _hearts[cluster] ? 0.5 * byCluster : 0;
            _direction[First + cluster] = (_hearts[cluster] ? 0.77 : 0.92) * byCluster;
        }
        _direction[Severity] = _direction[_size - 1] = 0.7 * byIllness;
    }
}
