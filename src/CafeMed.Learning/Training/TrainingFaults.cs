namespace CafeMed.Learning.Training;

/// <summary>Faults of training on a machine, beside those of <see cref="Faults"/>.</summary>
internal static class TrainingFaults
{
    public static CafeMedException GradientNotFinite(int epoch, int batch, IReadOnlyList<string> patients) => new(new Fault(
        "CM3140",
        $"A gradient stopped being a number in epoch {epoch}, batch {batch} (patients {string.Join(", ", patients)}, …), though the loss is one; no step was taken.",
        "Look at these patients, or train anew with a lower trainer.learningRate; `--resume` would take the same steps again."));

    public static CafeMedException NoThreads(int threads, Exception inner) => new(new Fault(
        "CM3141",
        $"The machine does not give {threads} threads: {inner.Message}",
        "Ask for fewer with `--threads`, or raise the limit of processes (`ulimit -u`, or the container's)."), inner);
}
