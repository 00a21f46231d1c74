using System.Collections.Immutable;

namespace CafeMed;

/// <summary>Every visit of some patients as index lists: V visits of P patients, patient by patient, in order of time.</summary>
public sealed class VisitTable
{
    internal VisitTable(PatientEncoder encoder) => Encoder = encoder;

    /// <summary>Who encoded it.</summary>
    public PatientEncoder Encoder { get; }

    /// <summary>The people, in the order of the rows.</summary>
    public required ImmutableArray<Patient> Patients { get; init; }

    /// <summary>(P + 1) the rows of patient p are <c>PatientOffsets[p]..PatientOffsets[p + 1]</c>.</summary>
    public required int[] PatientOffsets { get; init; }

    /// <summary>Tokens by channel.</summary>
    public required ImmutableArray<CodeLists> Channels { get; init; }

    /// <summary>Medications of all earlier visits, with the share of earlier visits that had each, in (0, 1].</summary>
    public required CodeLists Earlier { get; init; }

    /// <summary>Medications prescribed at the visit, as far as the vocabulary knows them.</summary>
    public required CodeLists Targets { get; init; }

    /// <summary>(V) medications prescribed at the visit that the vocabulary does not know.</summary>
    public required int[] Outside { get; init; }

    /// <summary>(V) the visit's place among the patient's visits, from 0.</summary>
    public required int[] Numbers { get; init; }

    /// <summary>(V) log(1 + days since the visit before), in log days; 0 at a first visit.</summary>
    public required float[] Gaps { get; init; }

    /// <summary>(V) admissions.</summary>
    public required DateTime[] Starts { get; init; }

    /// <summary>Codes that were read as UNKNOWN, every occurrence.</summary>
    public required ImmutableArray<UnknownCode> Unknown { get; init; }

    /// <summary>Codes of visits that are not shown to the visit's own recommendation, every occurrence: in the admission track all that was not known on arrival; in the retrospective track drugs on admission that were noted later.</summary>
    public int Hidden { get; init; }

    /// <summary>V, how many visits.</summary>
    public int Visits => Numbers.Length;

    /// <summary>Tokens of <paramref name="channel"/>.</summary>
    public CodeLists this[Channel channel] => Channels[(int)channel];

    /// <summary>How many visits patient <paramref name="patient"/> has.</summary>
    public int VisitsOf(int patient) => PatientOffsets[patient + 1] - PatientOffsets[patient];

    /// <summary>(M) visits at which each medication was prescribed.</summary>
    public int[] MedicationCounts()
    {
        var counts = new int[Encoder.Medications.Count];
        foreach (var medication in Targets.Tokens)
            counts[medication]++;
        return counts;
    }

    /// <summary>(M) log odds of each medication over all visits, in nats.</summary>
    public float[] MedicationLogOdds() => [.. MedicationCounts().Select(count => (float)LogOdds.OfCount(count, Visits))];

    /// <summary>(V, M) row-major, whether each medication was prescribed.</summary>
    public bool[] Truth()
    {
        var size = Encoder.Medications.Count;
        var truth = new bool[Visits * size];
        for (var v = 0; v < Visits; v++)
            foreach (var medication in Targets[v])
                truth[v * size + medication] = true;
        return truth;
    }
}
