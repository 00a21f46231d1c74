namespace CafeMed.Learning.Streaming;

/// <summary>Collects those who are held in memory while all shards pass by, and counts everybody.</summary>
/// <param name="level">ATC level of the recommendation.</param>
/// <param name="limits">How many are held, or <see langword="null"/> for everybody.</param>
internal sealed class HeldParts(int level, StreamingOptions? limits)
{
    private readonly List<Patient> _training = [];
    private readonly List<Patient> _validation = [];
    private readonly List<Patient> _test = [];
    private readonly List<int> _trainingByShard = [];
    private long _visits;
    private bool _full;
    private string _name = "";

    public PartSizes Sizes { get; private set; } = new(default, default, default);

    public int LeftOut { get; private set; }

    public IReadOnlyList<int> TrainingByShard => _trainingByShard;

    /// <summary>Takes the next shard.</summary>
    public void Add(CohortSplit shard)
    {
        _name = shard.Training.Name;
        var sizes = PartSizes.Of(shard);
        (Sizes, LeftOut) = (Sizes.Plus(sizes), LeftOut + shard.LeftOut);
        _trainingByShard.Add(sizes.Training.Patients);
        // Whole shards, so that a sample is what chance dealt to a few shards, and nothing chooses whom of a shard.
        _full |= limits is not null && _visits > 0 && _visits + sizes.Training.Visits > limits.FittedVisits;
        if (!_full)
        {
            _training.AddRange(AtLevel(shard.Training.Patients));
            _visits += sizes.Training.Visits;
        }
        Fill(_validation, shard.Validation);
        Fill(_test, shard.Test);
    }

    /// <summary>Those who are held.</summary>
    /// <exception cref="CafeMedException"><c>CM3070</c>: nobody is in one of the parts.</exception>
    public CohortSplit Build()
    {
        foreach (var (part, size) in new[] { (SplitPart.Training, Sizes.Training), (SplitPart.Validation, Sizes.Validation), (SplitPart.Test, Sizes.Test) })
            if (size.Patients == 0)
                throw StreamingFaults.EmptyPart(part, Sizes.Training.Patients + Sizes.Validation.Patients + Sizes.Test.Patients);
        return new(new(_name, [.. _training]), new(_name, [.. _validation]), new(_name, [.. _test]));
    }

    private void Fill(List<Patient> held, Cohort part) =>
        held.AddRange(AtLevel(part.Patients.Take((limits?.HeldOutPatients ?? int.MaxValue) - held.Count)));

    private IEnumerable<Patient> AtLevel(IEnumerable<Patient> patients) => patients.Select(patient => patient.AtLevel(level));
}
