namespace CafeMed;

/// <summary>Bad input, bad data or a bad configuration. Programming errors are <see cref="ArgumentException"/>s instead.</summary>
public sealed class CafeMedException : Exception
{
    /// <summary>Wraps <paramref name="fault"/>, and what caused it.</summary>
    public CafeMedException(Fault fault, Exception? inner = null)
        : base($"{fault.Code}: {fault.Message} {fault.Hint}", inner) => Fault = fault;

    /// <summary>What went wrong.</summary>
    public Fault Fault { get; }
}
