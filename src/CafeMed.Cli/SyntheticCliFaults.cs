namespace CafeMed.Cli;

/// <summary>The faults of making people up at the command line.</summary>
internal static class SyntheticCliFaults
{
    public static CafeMedException OwnOption(string section, string key) => new(new Fault(
        "CM7035",
        $"The setting {section}.{key} is not read from a configuration.",
        $"Say --{key} N on the command line."));

    public static CafeMedException NotSynthetic(string connector) => new(new Fault(
        "CM7036",
        $"The settings below 'synthetic' say how people are made up, and {connector} reads those who are there.",
        "Leave them out, or leave out --connector."));
}
