namespace CafeMed.Serving;

/// <summary>What a server refuses, and why it does not start.</summary>
internal static class ServingFaults
{
    public static CafeMedException NotReady() => new(new Fault(
        "CM6001",
        "The server has no model yet, or is about to stop.",
        "Ask again in a few seconds; /health/ready says when."));

    public static CafeMedException NotJson(string why, Exception? inner) => new(new Fault(
        "CM6002",
        $"The body is not a JSON object: {why}.",
        "Send one JSON object as UTF-8; docs/server.md has examples."), inner);

    public static CafeMedException WrongShape(string path, Exception? inner) => new(new Fault(
        "CM6003",
        $"{path}: a member is missing, unknown, or of the wrong type.",
        "The OpenAPI document at /openapi/v1.json says what belongs there."), inner);

    public static CafeMedException UnknownMember(string path, string name, string? near, IEnumerable<string> known) => new(new Fault(
        "CM6004",
        $"{path} has no member '{(name.Length > 60 ? name[..60] + "…" : name)}'{(near is null ? "." : $"; did you mean '{near}'?")}",
        $"Known members: {string.Join(", ", known)}."));

    public static CafeMedException NoPatient() => new(new Fault(
        "CM6005",
        "The body holds no patient.",
        "Send a patient as in docs/patient-json.md, bare or as the member 'patient', or a FHIR R4 Bundle as application/fhir+json."));

    public static CafeMedException BadOption(string name, string why) => new(new Fault(
        "CM6006",
        $"The option '{name}' {why}.",
        "Options are safe and gates (true or false), maxBurden (0 to 1000000) and objective (expected-jaccard or log-odds)."));

    public static CafeMedException NotABundle(string why) => new(new Fault(
        "CM6007",
        $"The body is no FHIR Bundle with a patient: {why}.",
        "Send a Bundle of R4 whose entries have the patient's resources, a Patient or an Encounter among them."));

    public static CafeMedException SeveralPatients(int count) => new(new Fault(
        "CM6008",
        $"The Bundle holds {count} patients.",
        "Send one patient's resources at a time."));

    public static CafeMedException MediaType(IEnumerable<string> known) => new(new Fault(
        "CM6009",
        "The body is of a media type or an encoding that this address does not read.",
        $"Send it uncompressed as one of: {string.Join(", ", known)}."));

    public static CafeMedException NothingToCheck() => new(new Fault(
        "CM6010",
        "There is no drug to check.",
        "Name at least one drug; on the command line as an argument, or in a list with --file."));

    public static CafeMedException NotADiagnosis(string text, string why) => new(new Fault(
        "CM6011",
        $"The diagnosis '{text}' cannot be used: {why}.",
        "Write an ICD code such as N18.6 or 585.6, or say whose it is: Icd10Cm:N186, Icd9Cm:V221."));

    public static CafeMedException TooMany(string what, int most) => new(new Fault(
        "CM6012",
        $"There are too many {what}: more than {most}.",
        "Split the request."));

    public static CafeMedException BadChange(string path, string why) => new(new Fault(
        "CM6013",
        $"{path}: {why}.",
        "A change is one of add-code, remove-code (kind, code), add-drug, remove-drug (drug), set-allergy (allergy)."));

    public static CafeMedException NotUnderstood(string path, string what, string? near) => new(new Fault(
        "CM6014",
        $"{path}: the {what} was not understood{(near is null ? "." : $"; did you mean '{near}'?")}",
        "Write an ATC code, an RxCUI, an NDC or a name; nothing is guessed."));

    public static CafeMedException TooLarge(long most) => new(new Fault(
        "CM6015",
        $"The body is larger than {most} bytes.",
        "Send less, or raise limits.bodyBytes."));

    public static CafeMedException TooOften() => new(new Fault(
        "CM6016",
        "There were more requests than this server answers to one client.",
        "Wait as many seconds as Retry-After says, or raise limits.requestsPerSecond."));

    public static CafeMedException TookTooLong(double seconds) => new(new Fault(
        "CM6017",
        $"The answer took longer than {seconds:0.#} s, or the request came too slowly.",
        "Ask again; or raise limits.timeoutSeconds."));

    public static CafeMedException NotFound() => new(new Fault(
        "CM6018",
        "There is nothing at this address.",
        "The addresses are listed in docs/server.md, and for programs at /openapi/v1.json."));

    public static CafeMedException Method() => new(new Fault(
        "CM6019",
        "This address does not take that method.",
        "The header Allow says which it takes."));

    public static CafeMedException Unexpected() => new(new Fault(
        "CM6020",
        "Something went wrong that should not have: a defect of the server.",
        "Report it with the trace identifier; the server's log has the kind of the error, without patient data."));

    public static CafeMedException BadHost() => new(new Fault(
        "CM6021",
        "The header Host names no host of this server.",
        "Use the server's own address, or add the name to hosts."));

    public static CafeMedException BadRequest(string why) => new(new Fault(
        "CM6022",
        $"The request is not well formed: {why}.",
        "Send HTTP as in docs/server.md."));
}
