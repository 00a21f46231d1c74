namespace CafeMed.Learning.Causal.Discovery;

/// <summary>The faults of discovery in one place, so that the wording can be read and reviewed together.</summary>
internal static class DiscoveryFaults
{
    public static CafeMedException OutOfRange(string option, double value, double lowest, double highest) => new(new Fault(
        "CM3080",
        $"The option {option} of discovery is {value}, and must be from {lowest} to {highest}.",
        "Change it, or leave it out."));

    public static CafeMedException Damaged(string path, string why, Exception? inner) => new(new Fault(
        "CM3081",
        $"'{path}' has a damaged graph of codes: {why}",
        "Learn it again with `cafemed effects discover`; the file is not meant to be edited."), inner);

    public static CafeMedException OtherPatients(string path, string graph, string effects) => new(new Fault(
        "CM3082",
        $"The graph of codes was learned from other patients ({graph}) than the effects in '{path}' ({effects}).",
        "Learn both from the same cohort with the same --seed, or write the graph to a file of its own."));
}
