using CafeMed.Learning.Training;

namespace CafeMed.Learning;

/// <summary>Asks the machine for threads before something needs them: a runtime that finds none in the middle of its work ends the process without a word.</summary>
public static class ThreadRoom
{
    /// <summary>Threads that a program needs beside those it starts with: the pool's, the clock's, those of reading a cohort.</summary>
    public const int Least = 4;

    private const int Stack = 64 * 1024;

    /// <summary>Does nothing where the machine gives so many threads at once; they are given back.</summary>
    /// <param name="threads">At least 1.</param>
    /// <exception cref="CafeMedException"><c>CM3141</c>: it does not: a limit of processes, or of memory.</exception>
    public static void Require(int threads)
    {
        using var enough = new ManualResetEventSlim();
        var started = new List<Thread>();
        try
        {
            for (var i = 0; i < threads; i++)
            {
                var thread = new Thread(enough.Wait, Stack) { IsBackground = true };
                thread.Start();
                started.Add(thread);
            }
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
        {
            throw TrainingFaults.NoThreads(threads, started.Count, exception);
        }
        finally
        {
            enough.Set();
            foreach (var thread in started)
                thread.Join();
        }
    }
}
