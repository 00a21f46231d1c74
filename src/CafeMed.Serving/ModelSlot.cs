using CafeMed.Serving.Answers;

namespace CafeMed.Serving;

/// <summary>Holds the model that answers. A request takes it once and keeps it; a new one is for requests that come after.</summary>
internal sealed class ModelSlot(IModelSource source, TimeProvider time)
{
    private readonly Lock _swapping = new();
    private volatile Answerer? _current;

    /// <summary>The model that answers, or <see langword="null"/> before the first was read.</summary>
    public Answerer? Current => _current;

    /// <summary>How often a model was put in.</summary>
    public int Swaps { get; private set; }

    /// <summary>The model that answers.</summary>
    /// <exception cref="RefusedException">503: none was read yet.</exception>
    public Answerer Require() => _current ?? throw new RefusedException(503, ServingFaults.NotReady());

    /// <summary>Reads the model, asks it once so that nobody pays for the first answer, and puts it in; where that fails the old one stays.</summary>
    /// <exception cref="CafeMedException">The new model cannot be used.</exception>
    public Answerer Load(CancellationToken ct)
    {
        lock (_swapping)
        {
            var next = new Answerer(source.Read(ct), time);
            next.WarmUp(ct);
            _current = next;
            Swaps++;
            return next;
        }
    }
}
