using CafeMed.Data.Pickle;

namespace CafeMed.Data.Legacy;

/// <summary>The records: a list of patients, each a list of visits, each lists of numbers of diagnoses, procedures and medications.</summary>
internal sealed class LegacyRecords
{
    // A file may name one list a million times; what it stands for must stay countable.
    private const long MostCodes = 50_000_000;
    private static readonly string[] s_kinds = ["diagnoses", "procedures", "medications"];
    private readonly PickleSequence _patients;
    private readonly string _file;

    private LegacyRecords(PickleSequence patients, string file) => (_patients, _file) = (patients, file);

    /// <summary>How many patients.</summary>
    public int Patients => _patients.Items.Count;

    /// <summary>How many visits, and how many numbers they list together.</summary>
    public (long Visits, long Codes) Count()
    {
        var (visits, codes) = (0L, 0L);
        for (var patient = 0; patient < Patients; patient++)
            foreach (var visit in VisitsOf(patient))
            {
                visits++;
                codes += visit.Items.Sum(Length);
                if (visits + codes > MostCodes)
                    throw PickleFaults.TooLarge(_file, $"it lists more than {MostCodes:#,0} numbers");
            }
        return (visits, codes);
    }

    /// <summary>How many values stand in one of a visit's lists.</summary>
    public static long Length(object? list) => list switch
    {
        PickleSequence sequence => sequence.Items.Count,
        NumpyArray array => array.Count,
        _ => 1,
    };

    /// <summary>Reads the file.</summary>
    public static LegacyRecords Read(FileInfo file, CancellationToken ct) => PickleReader.Read(file, null, ct) is PickleSequence { Form: PickleForm.List } patients
        ? new(patients, file.FullName)
        : throw LegacyFaults.WrongForm(file.FullName, "the file", "a list of patients");

    /// <summary>The visits of the patient at a place in the list.</summary>
    public IEnumerable<PickleSequence> VisitsOf(int patient)
    {
        if (_patients.Items[patient] is not PickleSequence visits)
            throw LegacyFaults.WrongForm(_file, $"patient {patient}", "a list of visits");
        for (var i = 0; i < visits.Items.Count; i++)
            yield return visits.Items[i] is PickleSequence { Items.Count: >= 3 } visit
                ? visit
                : throw LegacyFaults.WrongForm(_file, $"visit {i} of patient {patient}", "lists of diagnoses, procedures and medications");
    }

    /// <summary>The numbers of one of a visit's lists: 0 diagnoses, 1 procedures, 2 medications.</summary>
    public IEnumerable<long> Numbers(PickleSequence visit, int list, int patient)
    {
        var place = $"a visit of patient {patient}, {s_kinds[list]},";
        foreach (var number in Numbers(visit.Items[list], place))
            yield return number is long whole ? whole : throw LegacyFaults.WrongForm(_file, place, "a list of whole numbers");
    }

    private IReadOnlyList<object?> Numbers(object? list, string place) => list switch
    {
        PickleSequence sequence => sequence.Items,
        NumpyArray array => array.ToValues(),
        _ => throw LegacyFaults.WrongForm(_file, place, "a list of numbers"),
    };
}
