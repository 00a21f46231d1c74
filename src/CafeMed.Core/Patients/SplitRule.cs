using System.Globalization;

namespace CafeMed;

/// <summary>Says of one patient at a time which part they are in, so that a cohort that is read shard by shard can be split.</summary>
/// <remarks>A cohort that is in memory as a whole is split by <see cref="CohortSplit"/>: by the same hashes, but to exact shares.</remarks>
public sealed class SplitRule
{
    private readonly Func<string, SplitPart> _partOf;
    private readonly DateTime? _cut;

    private SplitRule(Func<string, SplitPart> partOf, DateTime? cut = null) => (_partOf, _cut) = (partOf, cut);

    /// <summary>The rule of <paramref name="design"/>.</summary>
    /// <param name="design">How to split.</param>
    /// <param name="everybody">The people; they pass by once, unless the design is by a hash of the patient alone.</param>
    /// <exception cref="CafeMedException"><c>CM2007</c>: too few patients; <c>CM2042</c>, <c>CM2043</c>: no or too few hospitals.</exception>
    public static SplitRule Of(SplitDesign design, IEnumerable<Patient> everybody)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (design.NeedsEverybody)
        {
            var plan = SplitPlan.Of(design, everybody);
            return new(plan.PartOf, plan.Cut);
        }
        return design.Protocol == SplitProtocol.Legacy ? Legacy([.. everybody.Select(patient => patient.Id)]) : ByHash(design.Seed);
    }

    /// <summary>By the hash of identifier and seed that orders <see cref="CohortSplit.ByPatient"/>: up to two thirds of its range train, up to five sixths validate, the rest test.</summary>
    /// <remarks>The shares are two thirds, a sixth and a sixth but for chance. Who else is in the cohort does not matter: a patient stays in their part when others are added.</remarks>
    public static SplitRule ByHash(int seed)
    {
        const ulong Sixth = ulong.MaxValue / 6;
        return new(id => CohortSplit.Place(id, seed) switch
        {
            < 4 * Sixth => SplitPart.Training,
            < 5 * Sixth => SplitPart.Validation,
            _ => SplitPart.Test,
        });
    }

    /// <summary>As <see cref="CohortSplit.Legacy"/> splits the people of these identifiers; of which two are kept, those at which the parts meet.</summary>
    /// <exception cref="CafeMedException"><c>CM2007</c>: fewer than six patients.</exception>
    public static SplitRule Legacy(IReadOnlyCollection<string> identifiers)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        var numbered = identifiers.All(id => ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        var listed = identifiers.Select(Key).Order(Comparer<(ulong Number, string Id)>.Create(Compare)).ToArray();
        var (train, held) = CohortSplit.LegacySizes(listed.Length);
        var (test, validation) = (listed[train], listed[train + held]);
        return new(id => Key(id) switch
        {
            var key when Compare(key, test) < 0 => SplitPart.Training,
            var key when Compare(key, validation) < 0 => SplitPart.Test,
            _ => SplitPart.Validation,
        });

        (ulong Number, string Id) Key(string id) => (numbered ? ulong.Parse(id, CultureInfo.InvariantCulture) : 0, id);
    }

    /// <summary>The part of the patient <paramref name="id"/>.</summary>
    public SplitPart PartOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _partOf(id);
    }

    /// <summary>The parts of some of a cohort's people, each in the order of <paramref name="patients"/>; a part may be empty.</summary>
    /// <param name="name">The cohort's name.</param>
    /// <param name="patients">The people.</param>
    public CohortSplit Split(string name, IEnumerable<Patient> patients)
    {
        var parts = patients.ToLookup(patient => PartOf(patient.Id));
        var leftOut = 0;
        return new(Part(SplitPart.Training), Part(SplitPart.Validation), Part(SplitPart.Test)) { LeftOut = leftOut };

        Cohort Part(SplitPart part) => new(name, [.. parts[part].Select(patient => part == SplitPart.Test ? patient : Before(patient, ref leftOut))]);
    }

    // Whoever is fitted on must not know what came after the first test patient. A first visit stays: it is not after, but perhaps at the same moment.
    private Patient Before(Patient patient, ref int leftOut)
    {
        if (_cut is not { } cut)
            return patient;
        var kept = Math.Max(1, patient.Visits.Count(visit => visit.StartedAt < cut));
        leftOut += patient.Visits.Length - kept;
        return kept == patient.Visits.Length ? patient : patient.Upto(kept);
    }

    private static int Compare((ulong Number, string Id) one, (ulong Number, string Id) other) =>
        one.Number != other.Number ? one.Number.CompareTo(other.Number) : string.CompareOrdinal(one.Id, other.Id);
}
