namespace CafeMed.Tests;

/// <summary>Asserts on faults: by code, since the wording may improve.</summary>
internal static class Fails
{
    /// <summary>Runs <paramref name="act"/>, which must fail with the fault <paramref name="code"/>, and returns the fault.</summary>
    public static Fault With(string code, Action act)
    {
        var fault = Assert.Throws<CafeMedException>(act).Fault;
        Assert.Equal(code, fault.Code);
        return fault;
    }
}
