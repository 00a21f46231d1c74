namespace CafeMed.Tests.Data.Pickle;

/// <summary>Pickles that Python wrote, by name: v0 to v5 are every shape in each protocol, d2 to d4 a vocabulary as dill writes it. samples.py made them.</summary>
internal static class PickleSamples
{
    public static byte[] Of(string name) => Convert.FromBase64String(
        File.ReadLines(Repository.File("tests/CafeMed.Tests/Data/Pickle/samples.txt").FullName).Select(line => line.Split(' ')).Single(cells => cells[0] == name)[1]);
}
