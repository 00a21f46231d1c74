namespace CafeMed.Serving;

/// <summary>Where the model comes from; asked at start, and again when a new one is to be put in its place.</summary>
public interface IModelSource
{
    /// <summary>Reads the model, whole and checked.</summary>
    /// <exception cref="CafeMedException">It cannot be used; the server keeps the one that it has.</exception>
    ServedModel Read(CancellationToken ct);
}
