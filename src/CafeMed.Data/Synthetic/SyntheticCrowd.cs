using System.Collections.Concurrent;

namespace CafeMed.Data.Synthetic;

/// <summary>Draws people on several threads and gives them in order: who comes does not depend on how many threads draw.</summary>
internal static class SyntheticCrowd
{
    /// <summary>People drawn at a time.</summary>
    public const int Batch = 128;

    /// <summary>All people in batches; <paramref name="make"/> turns a batch into what is wanted, on the thread that drew it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads that draw; at least 1.</param>
    /// <param name="truths">Whether a batch that begins with a person is drawn with its truth.</param>
    /// <param name="make">From a batch to what is wanted.</param>
    /// <param name="ct">Stops between two batches.</param>
    public static IEnumerable<T> Draw<T>(SyntheticModel model, int threads, Func<int, bool> truths, Func<SyntheticDraw[], T> make, CancellationToken ct)
    {
        var idle = new ConcurrentBag<SyntheticHistory>();
        var waiting = new Queue<Task<T>>();
        T Make(int first)
        {
            ct.ThrowIfCancellationRequested();
            if (!idle.TryTake(out var history))
                history = new(model);
            var (withTruth, batch) = (truths(first), new SyntheticDraw[Math.Min(Batch, model.Options.Patients - first)]);
            for (var i = 0; i < batch.Length; i++)
                batch[i] = history.Draw(first + i, withTruth);
            idle.Add(history);
            return make(batch);
        }

        var next = 0;
        while (next < model.Options.Patients || waiting.Count > 0)
        {
            ct.ThrowIfCancellationRequested();
            for (; threads > 1 && next < model.Options.Patients && waiting.Count < 2 * threads; next += Batch)
            {
                var first = next;
                waiting.Enqueue(Task.Run(() => Make(first), ct));
            }
            if (threads > 1)
                yield return waiting.Dequeue().GetAwaiter().GetResult();
            else
            {
                var made = Make(next);
                next += Batch;
                yield return made;
            }
        }
    }
}
