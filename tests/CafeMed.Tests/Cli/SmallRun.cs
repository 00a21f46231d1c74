using CafeMed.Tests.Data;

namespace CafeMed.Tests.Cli;

/// <summary>A cohort of 42 made-up people and a run of two epochs on it, made once for all tests that only look.</summary>
public sealed class SmallRun : IAsyncLifetime
{
    /// <summary>Settings that make training short.</summary>
    public static readonly string[] Quick = ["--set", "options.width=8", "--set", "options.rank=2", "--set", "trainer.batch=16", "--set", "baselines=[copy-last, popular]"];

    private readonly TempFolder _folder = new();

    public string Root => _folder.Root.FullName;

    public string Cohort => Path.Combine(Root, "cohort");

    public string Run => Path.Combine(Root, "run");

    internal CliRun Synth { get; private set; } = null!;

    internal CliRun Trained { get; private set; } = null!;

    public string Place(string name) => Path.Combine(Root, name);

    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(Place(name), text);
        return Place(name);
    }

    public async ValueTask InitializeAsync()
    {
        Synth = await CliRun.Of("data", "synth", "--patients", "42", "--seed", "5", "--out", Cohort);
        Trained = await CliRun.Of(["train", "--cohort", Cohort, "--out", Run, "--epochs", "2", .. Quick]);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
