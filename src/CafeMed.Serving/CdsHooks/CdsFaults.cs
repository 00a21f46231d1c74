namespace CafeMed.Serving.CdsHooks;

/// <summary>What a CDS client did wrong, and what could not be had.</summary>
internal static class CdsFaults
{
    public static CafeMedException NoMember(string name) => new(new Fault(
        "CM6050",
        $"The request has no '{name}', or it is of another type.",
        "Send a request as CDS Hooks 2.0 describes it: hook, hookInstance, context with patientId, and for orders draftOrders (a Bundle)."));

    public static CafeMedException OtherHook(string service) => new(new Fault(
        "CM6051",
        $"The service '{service}' answers another hook than the request names.",
        "GET /cds-services says which hook a service answers."));

    public static CafeMedException NoService() => new(new Fault(
        "CM6052",
        "There is no such service.",
        "GET /cds-services lists the services."));

    public static CafeMedException NothingKnown(string missing) => new(new Fault(
        "CM6053",
        $"What is needed about the patient could not be had: {missing}.",
        "Send it with prefetch, or name a fhirServer that is among fhir.servers, with a token that may read it."));

    public static CafeMedException BadFeedback(string path) => new(new Fault(
        "CM6054",
        $"{path}: the feedback is not well formed.",
        "Send {\"feedback\": [{\"card\": UUID, \"outcome\": \"accepted\" or \"overridden\", \"outcomeTimestamp\": TIME, …}]}, at most 100 of them."));
}
