using System.Collections.Frozen;
using Microsoft.ML.OnnxRuntime;

namespace CafeMed.Inference.Answering;

/// <summary>One loaded network. ONNX Runtime lets several threads ask one session; each question runs on the thread that asks.</summary>
internal sealed class NetworkSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly FrozenSet<string> _outputs;

    private NetworkSession(InferenceSession session)
    {
        _session = session;
        Inputs = [.. session.InputMetadata.Keys];
        _outputs = session.OutputMetadata.Keys.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The inputs that the network asks for.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <exception cref="CafeMedException"><c>CM5006</c>: the runtime cannot load it, or it asks for what nobody gives.</exception>
    public static NetworkSession Load(string path, ReadOnlyMemory<byte> onnx)
    {
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                // Every patient has other shapes: a pattern would be kept for each.
                EnableMemoryPattern = false,
                // What one huge patient needs goes back when it is answered; it costs a twentieth of the time of an answer.
                EnableCpuMemArena = false,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            // No thread waits in a loop for work that comes a few hundred times a second.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            var session = new NetworkSession(new InferenceSession(onnx.ToArray(), options));
            if (session.Inputs.FirstOrDefault(input => !PatientInputs.Knows(input)) is not { } unknown)
                return session;
            session.Dispose();
            throw new InvalidDataException($"it asks for '{unknown}', which this program does not know");
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or InvalidDataException)
        {
            throw BundleFaults.CannotLoad(path, exception);
        }
    }

    /// <summary>Whether the network has an output.</summary>
    public bool Gives(string output) => _outputs.Contains(output);

    /// <summary>Runs the network, and hands its outputs to <paramref name="take"/> while their memory is there.</summary>
    /// <exception cref="CafeMedException"><c>CM5010</c>: the runtime failed.</exception>
    public T Run<T>(PatientInputs inputs, IReadOnlyList<string> outputs, Func<IReadOnlyList<OrtValue>, T> take)
    {
        var values = new List<OrtValue>(Inputs.Count);
        try
        {
            foreach (var input in Inputs)
                values.Add(inputs.Of(input));
            using var options = new RunOptions();
            using var results = _session.Run(options, Inputs, values, outputs);
            return take(results);
        }
        catch (OnnxRuntimeException exception)
        {
            throw BundleFaults.NoAnswer(exception);
        }
        finally
        {
            foreach (var value in values)
                value.Dispose();
        }
    }

    public void Dispose() => _session.Dispose();
}
