namespace CafeMed.Data;

/// <summary>Faults of a patient's file that are about what it says, not how.</summary>
internal static class PatientFaults
{
    public static CafeMedException Contradiction(string path, IEnumerable<Code> codes) => new(new Fault(
        "CM1034",
        $"{path}: a visit has one, not {string.Join(" and ", codes.Select(code => $"'{code}'"))}.",
        "Say the age band at admission and the sex once for each visit; leave the kind out where it is not known."));
}
