namespace CafeMed.Learning.Export;

/// <summary>The faults of the export in one place, so that the wording can be read and reviewed together.</summary>
internal static class ExportFaults
{
    public static CafeMedException UnknownNetwork(string network, string known) => new(new Fault(
        "CM3160",
        $"The network '{network}' cannot be written as ONNX yet.",
        $"Export a run of '{known}'; any of its variants will do."));

    public static CafeMedException UnknownPart(string network, string part) => new(new Fault(
        "CM3161",
        $"The network '{network}' has a part that the export does not know: '{part}'.",
        "The run is of another version than this program, or the program is not finished; export with the version that trained it."));
}
