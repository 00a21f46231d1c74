namespace CafeMed.Learning.Training;

/// <summary>Faults of training on a machine, beside those of <see cref="Faults"/>.</summary>
internal static class TrainingFaults
{
    public static CafeMedException GradientNotFinite(int epoch, int batch, IReadOnlyList<string> patients) => new(new Fault(
        "CM3140",
        $"A gradient stopped being a number in epoch {epoch}, batch {batch} (patients {string.Join(", ", patients)}, …), though the loss is one; no step was taken.",
        "Look at these patients, or train anew with a lower trainer.learningRate; `--resume` would take the same steps again."));

    public static CafeMedException NoThreads(int threads, int given, Exception inner) => new(new Fault(
        "CM3141",
        $"The machine gives this program {given} more threads, and it needs {threads}: a limit of processes or of memory is reached.",
        "Raise the limit (`ulimit -u`, or the container's limit of processes), end something else, or ask for fewer with --threads. Nothing was written or changed."), inner);
}
