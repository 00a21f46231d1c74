namespace CafeMed.Tests.Learning;

/// <summary>Tests that draw from torch's generator, of which a process has one: they take turns.</summary>
internal static class TorchTests
{
    public const string Turn = "torch";
}
