namespace CafeMed;

/// <summary>Every fault of this assembly in one place, so that the wording can be read and reviewed together.</summary>
internal static class Faults
{
    public static CafeMedException MalformedCode(string text) => new(new Fault(
        "CM2001",
        $"'{text}' is not a code.",
        "Write a code as System:Value, for example Icd10Cm:E119 or Atc:C09AA."));

    public static CafeMedException UnknownName(string kind, string name, IEnumerable<string> known) => new(new Fault(
        "CM2002",
        $"There is no {kind} named '{name}'{(Nearest.To(name, known) is { } near ? $"; did you mean '{near}'?" : ".")}",
        $"Choose one of: {string.Join(", ", known)}."));

    public static CafeMedException NoVisit(string patient) => new(new Fault(
        "CM2003",
        $"Patient '{patient}' has no visit.",
        "Give at least one visit; the last one is the visit to advise on."));

    public static CafeMedException EndsBeforeItStarts(string patient, string visit, DateTime start, DateTime end) => new(new Fault(
        "CM2004",
        $"Visit '{visit}' of patient '{patient}' ends ({end:yyyy-MM-dd HH:mm}) before it starts ({start:yyyy-MM-dd HH:mm}).",
        "Correct the times at the source, or leave the end out where it is not known."));

    public static CafeMedException SameVisitTwice(string patient, string visit) => new(new Fault(
        "CM2005",
        $"Patient '{patient}' has two visits with the identifier '{visit}'.",
        "Give every visit of a patient an identifier of its own."));

    public static CafeMedException SamePatientTwice(string patient) => new(new Fault(
        "CM2006",
        $"Two patients have the identifier '{patient}'.",
        "Give every patient one identifier, and put all of a person's visits under it."));

    public static CafeMedException TooFewPatients(int patients, int needed) => new(new Fault(
        "CM2007",
        $"The cohort has {patients} patient(s); training, validation and test need at least {needed} in all.",
        "Import more patients, or loosen the cohort criteria; `cafemed data import` prints how many each criterion dropped."));

    public static CafeMedException LeakedPatients(string knowledge, int shared, int tested) => new(new Fault(
        "CM2008",
        $"{shared} of the {tested} patients to be evaluated took part in fitting the {knowledge}.",
        "Fit all knowledge on training patients only, and evaluate on the split that the run recorded."));

    public static CafeMedException BadLevel(int level) => new(new Fault(
        "CM2009",
        $"{level} is not an ATC level that can be recommended.",
        "Choose 3 (four characters, C09A), 4 (five characters, C09AA) or 5 (one ingredient, C09AA05)."));

    public static CafeMedException VisitsOutOfOrder(string patient, string visit) => new(new Fault(
        "CM2010",
        $"Visit '{visit}' of patient '{patient}' starts before the visit listed ahead of it.",
        "Order visits by their start; the last one is the visit to advise on."));
}
