namespace CafeMed.Learning.Streaming;

/// <summary>The people of a study, split, shard by shard: everybody passes by, some are held.</summary>
/// <remarks>
/// A cohort of one shard is held as a whole, and split by <see cref="CohortSplit"/>. Of several shards one is in memory at a time, and each patient's part is
/// told by a <see cref="SplitRule"/>; a few shards' training patients, and some validation and test patients, are held beside it.
/// </remarks>
public sealed class StudyPatients
{
    private readonly Func<int, CancellationToken, CohortSplit> _load;
    private readonly int _level;

    private StudyPatients(int shards, int level, Func<int, CancellationToken, CohortSplit> load, HeldParts held)
    {
        (Shards, _level, _load) = (shards, level, load);
        (Sizes, TrainingByShard, LeftOut) = (held.Sizes, held.TrainingByShard, held.LeftOut);
        Held = held.Build();
    }

    /// <summary>How many shards.</summary>
    public int Shards { get; }

    /// <summary>The parts as far as they are held, medications at the level of the recommendation: all of a cohort of one shard; else samples, as the options have it.</summary>
    public CohortSplit Held { get; }

    /// <summary>How large the parts are, held or not.</summary>
    public PartSizes Sizes { get; }

    /// <summary>Visits of training and validation patients that were left out, because they begin after the first visit of the test part; 0 unless the split is by time.</summary>
    public int LeftOut { get; }

    /// <summary>Training patients of each shard.</summary>
    public IReadOnlyList<int> TrainingByShard { get; }

    /// <summary>Splits a cohort, and reads it once.</summary>
    /// <param name="source">The people.</param>
    /// <param name="protocol">How they are split.</param>
    /// <param name="seed">Of the split.</param>
    /// <param name="level">ATC level of the recommendation.</param>
    /// <param name="options">How many are held where there are several shards.</param>
    /// <param name="ct">Stops between two shards.</param>
    /// <exception cref="CafeMedException"><c>CM2007</c>: too few patients; <c>CM3070</c>: a part is empty.</exception>
    public static StudyPatients Of(IPatientSource source, SplitProtocol protocol, int seed, int level, StreamingOptions options, CancellationToken ct) =>
        Of(source, new SplitDesign(protocol, seed), level, options, ct);

    /// <summary>Splits a cohort by a design, and reads it once; a second time before, where parts depend on who else is there.</summary>
    /// <param name="source">The people.</param>
    /// <param name="design">How they are split.</param>
    /// <param name="level">ATC level of the recommendation.</param>
    /// <param name="options">How many are held where there are several shards.</param>
    /// <param name="ct">Stops between two shards.</param>
    /// <exception cref="CafeMedException"><c>CM2007</c>: too few patients; <c>CM2042</c>, <c>CM2043</c>: no or too few hospitals; <c>CM3070</c>: a part is empty.</exception>
    public static StudyPatients Of(IPatientSource source, SplitDesign design, int level, StreamingOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        if (source.Shards == 1)
        {
            var whole = CohortSplit.Of(new Cohort(source.Name, [.. source.Load(0, ct)]), design);
            return Read(1, level, (_, _) => whole, null, ct);
        }
        var rule = SplitRule.Of(design, Enumerable.Range(0, source.Shards).SelectMany(shard => source.Load(shard, ct)));
        return Read(source.Shards, level, (shard, stop) => rule.Split(source.Name, source.Load(shard, stop)), options, ct);
    }

    /// <summary>Training patients one after another, medications as fine as the source gives them.</summary>
    public IEnumerable<Patient> TrainingAsRecorded(CancellationToken ct) =>
        Enumerable.Range(0, Shards).SelectMany(shard => _load(shard, ct).Training.Patients);

    /// <summary>Training patients one after another, medications at the level of the recommendation.</summary>
    public IEnumerable<Patient> Training(CancellationToken ct) => Enumerable.Range(0, Shards).SelectMany(shard => Training(shard, ct).Patients);

    /// <summary>The training patients of one shard, medications at the level of the recommendation.</summary>
    public Cohort Training(int shard, CancellationToken ct) => Shards == 1 ? Held.Training : _load(shard, ct).Training.AtLevel(_level);

    /// <summary>The validation patients shard by shard, medications at the level of the recommendation.</summary>
    public IEnumerable<Patient> Validation(CancellationToken ct) => Enumerable.Range(0, Shards)
        .SelectMany(shard => (Shards == 1 ? Held.Validation : _load(shard, ct).Validation.AtLevel(_level)).Patients);

    /// <summary>The test patients shard by shard, medications at the level of the recommendation; shards without any are left out.</summary>
    public IEnumerable<Cohort> Test(CancellationToken ct) => Enumerable.Range(0, Shards)
        .Select(shard => Shards == 1 ? Held.Test : _load(shard, ct).Test.AtLevel(_level)).Where(part => part.Patients.Length > 0);

    private static StudyPatients Read(int shards, int level, Func<int, CancellationToken, CohortSplit> load, StreamingOptions? limits, CancellationToken ct)
    {
        var held = new HeldParts(level, limits);
        for (var shard = 0; shard < shards; shard++)
        {
            ct.ThrowIfCancellationRequested();
            held.Add(load(shard, ct));
        }
        return new(shards, level, load, held);
    }
}
