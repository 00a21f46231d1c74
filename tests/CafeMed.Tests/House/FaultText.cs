namespace CafeMed.Tests.House;

/// <summary>One fault as its assembly's Faults file words it.</summary>
/// <param name="File">Where it stands, from the root.</param>
/// <param name="Code">Its code.</param>
/// <param name="Message">The message, with the names of what is filled in between braces.</param>
/// <param name="Hint">The hint, likewise.</param>
internal sealed record FaultText(string File, string Code, string Message, string Hint)
{
    private const string Opening = "new Fault(";

    /// <summary>Every fault of every file named for faults, in order of files.</summary>
    public static IEnumerable<FaultText> All() => Repository.Files("*Faults*.cs", "src").SelectMany(In);

    private static IEnumerable<FaultText> In(FileInfo file)
    {
        var source = Repository.Read(file);
        for (var at = source.IndexOf(Opening, StringComparison.Ordinal); at >= 0; at = source.IndexOf(Opening, at + 1, StringComparison.Ordinal))
        {
            var arguments = SourceText.Arguments(source, at + Opening.Length);
            Assert.True(arguments.Length == 3, $"{Repository.Relative(file)}: a Fault has a code, a message and a hint, here: {string.Join(" | ", arguments)}");
            yield return new(Repository.Relative(file), SourceText.Words(arguments[0]), SourceText.Words(arguments[1]), SourceText.Words(arguments[2]));
        }
    }
}
