namespace CafeMed.Tests.House;

public sealed class ExperimentTests
{
    [Fact]
    public void Published_configurations_have_something_in_them()
    {
        var files = Repository.Files("*.yaml", "experiments").ToArray();
        if (files.Length == 0)
            Assert.Skip("There are no published configurations under experiments/ yet.");

        Findings.None(
            files.Where(file => !Repository.Read(file).Split('\n').Any(line => line.Contains(':') && !line.TrimStart().StartsWith('#'))).Select(Repository.Relative),
            "A configuration sets at least one key.");
    }
}
