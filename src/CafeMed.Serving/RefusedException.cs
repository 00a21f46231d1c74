namespace CafeMed.Serving;

/// <summary>A request that is not answered, with the status that says why.</summary>
/// <param name="status">400, 401, 403, 404, 409, 412, 413, 415, 422, 429 or 503.</param>
/// <param name="fault">What is wrong with it.</param>
internal sealed class RefusedException(int status, CafeMedException fault) : Exception(fault.Message, fault)
{
    /// <summary>The status.</summary>
    public int Status { get; } = status;

    /// <summary>What is wrong.</summary>
    public Fault Fault { get; } = fault.Fault;
}
