namespace CafeMed.Cli;

/// <summary>Faults of the commands about maps and downloads.</summary>
internal static class MappingFaults
{
    public static CafeMedException BadBase(string variable, string text) => new(new Fault(
        "CM7030",
        $"{variable} is '{text}', which is no address to download from.",
        "Give an absolute https address (http on this machine alone), or leave the variable unset for the publisher's own server."));

    public static CafeMedException NoCoverage(string folder, string connector) => new(new Fault(
        "CM7031",
        $"The cohort in '{folder}' has nothing that was mapped: it was made by '{connector}'.",
        "Name a cohort that `cafemed data import` made from records."));
}
