namespace CafeMed.Safety.SafeSets;

/// <summary>A set of drugs that can be changed by one drug at a time, with its burden and its worth kept up to date.</summary>
internal sealed class SafeSetState
{
    private readonly SafeSetProblem _problem;
    private readonly int _size;
    private readonly long[] _pairs;
    private readonly bool[] _bars;
    private readonly bool[] _in;
    // Per drug: what the set's drugs would add to the burden with it, and how many of them bar it.
    private readonly long[] _adds;
    private readonly int[] _blocked;
    private double _hit;
    private double _gain;
    private int _count;

    /// <summary>The empty set of <paramref name="problem"/>.</summary>
    public SafeSetState(SafeSetProblem problem)
    {
        _problem = problem;
        _size = problem.Probabilities.Length;
        (_pairs, _bars) = (new long[_size * _size], new bool[_size * _size]);
        foreach (var pair in problem.Pairs)
        {
            var (above, below) = (pair.First * _size + pair.Second, pair.Second * _size + pair.First);
            _pairs[above] = _pairs[below] = SafeSetProblem.Whole(pair.Burden);
            _bars[above] = _bars[below] = pair.Barred;
        }
        (_in, _blocked, Barred, Keep) = (new bool[_size], new int[_size], new bool[_size], new bool[_size]);
        foreach (var drug in problem.Barred)
            Barred[drug] = true;
        foreach (var drug in problem.Keep)
            Keep[drug] = !Barred[drug];
        _adds = [.. Enumerable.Range(0, _size).Select(problem.UnitsOf)];
        All = problem.All;
    }

    /// <summary>Drugs that may not be proposed.</summary>
    public bool[] Barred { get; }

    /// <summary>Drugs that must stay as far as the rest allows.</summary>
    public bool[] Keep { get; }

    /// <summary>The expected number of drugs given.</summary>
    public double All { get; }

    /// <summary>The burden, in whole units.</summary>
    public long Units { get; private set; }

    /// <summary>Pairs of the set that are barred.</summary>
    public int Clashes { get; private set; }

    /// <summary>Whether the set is allowed.</summary>
    public bool Allowed => Clashes == 0 && Units <= _problem.Limit;

    /// <summary>The drugs of the set, ascending.</summary>
    public IEnumerable<int> Drugs => Enumerable.Range(0, _size).Where(drug => _in[drug]);

    /// <summary>The set's worth.</summary>
    public double Value => Worth(_count, _hit, _gain);

    /// <summary>Whether the set has the drug.</summary>
    public bool Has(int drug) => _in[drug];

    /// <summary>How many drugs of the set bar this one.</summary>
    public int Blockers(int drug) => _blocked[drug];

    /// <summary>What the drug adds to the burden of the set without it, in whole units.</summary>
    public long Adds(int drug) => _adds[drug];

    /// <summary>The set's worth with the drug, which it does not have.</summary>
    public double ValueWith(int drug) => Worth(_count + 1, _hit + _problem.Probabilities[drug], _gain + GainOf(drug));

    /// <summary>Whether an allowed set stays allowed with the drug.</summary>
    public bool Fits(int drug) => !Barred[drug] && _blocked[drug] == 0 && Units + _adds[drug] <= _problem.Limit;

    /// <summary>Adds a drug that the set does not have, or takes one away that it has.</summary>
    public void Flip(int drug)
    {
        var sign = _in[drug] ? -1 : 1;
        _in[drug] = !_in[drug];
        Units += sign * _adds[drug];
        Clashes += sign * _blocked[drug];
        (_count, _hit, _gain) = (_count + sign, _hit + sign * _problem.Probabilities[drug], _gain + sign * GainOf(drug));
        for (var other = 0; other < _size; other++)
        {
            _adds[other] += sign * _pairs[drug * _size + other];
            _blocked[other] += _bars[drug * _size + other] ? sign : 0;
        }
    }

    private double GainOf(int drug) => _problem.Objective == SafeSetObjective.LogOdds ? _problem.Gain(drug) : 0;

    private double Worth(int count, double hit, double gain) => _problem.Objective == SafeSetObjective.LogOdds ? gain
        : count + All - hit is > 1e-12 and var union ? hit / union : 0;
}
