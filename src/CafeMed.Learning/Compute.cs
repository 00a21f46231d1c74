using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace CafeMed.Learning;

/// <summary>What computes: the native library and how many threads it may use.</summary>
public static class Compute
{
    private static readonly bool _canGiveBack = OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out _);

    /// <summary>Lets the arithmetic use so many threads. Holds for the whole process.</summary>
    /// <param name="threads">At least 1.</param>
    /// <exception cref="CafeMedException"><c>CM3141</c>: the machine does not give so many.</exception>
    public static void UseThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        // The library that computes in parallel ends the process where it gets no thread.
        if (threads > 1)
            ThreadRoom.Require(ThreadRoom.Least + threads - 1);
        torch.set_num_threads(threads);
    }

    /// <summary>How many threads the arithmetic uses.</summary>
    public static int Threads => torch.get_num_threads();

    /// <summary>Gives freed native memory back to the system. Large tensors come and go, and the C library keeps what they leave behind: without this a training needs twice the memory.</summary>
    /// <remarks>Only glibc can; elsewhere nothing is done.</remarks>
    internal static void GiveBack()
    {
        if (_canGiveBack)
            _ = malloc_trim(0);
    }

    [DllImport("libc.so.6")]
    private static extern int malloc_trim(nuint keep);

    /// <summary>Loads the native library, and runs a small matrix product forward and backward.</summary>
    /// <returns>How large the gradient is: the sum of its squares, which is 8.</returns>
    /// <exception cref="Exception">The native library does not load on this machine; of whichever type the loader throws.</exception>
    public static double Check()
    {
        using var scope = NewDisposeScope();
        var weights = ones(2, 1, requires_grad: true);
        var loss = ones(2, 2).matmul(weights).sum();                 // () of (2, 2) x (2, 1)
        loss.backward();
        return weights.grad!.Squared().sum().item<float>();
    }
}
