using System.Diagnostics;
using System.Globalization;
using CafeMed.Serving.Audit;
using CafeMed.Tests.Data;
using static CafeMed.Tests.Serving.Audit.AuditTrial;

namespace CafeMed.Tests.Serving.Audit;

/// <summary>A process that appends under load is killed without warning; another one looks at what it left.</summary>
public sealed class KillTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Settings = "CAFEMED_AUDIT_CHILD";
    private const int Enough = 300;
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_under_load_SQLite_lost_nothing_acknowledged() =>
        await KillAndLookAsync(new AuditOptions { Store = _place.File("audit.db").FullName, KeyFile = _place.File("audit.db.key").FullName });

    [Fact]
    public async Task Killed_under_load_PostgreSQL_lost_nothing_acknowledged()
    {
        var connection = server.Require();
        await server.FillAsync("killed", new Dictionary<string, string>(), _ct);
        await KillAndLookAsync(new AuditOptions { Store = $"{connection};Search Path=killed;Pooling=false", KeyFile = _place.File("audit.key").FullName });
    }

    /// <summary>The child: appends from many tasks until it is killed, and notes each record once it is acknowledged. Started by the tests above alone.</summary>
    [Fact(Explicit = true)]
    public async Task Child_that_is_killed()
    {
        if (Environment.GetEnvironmentVariable(Settings)?.Split('\n') is not [var store, var key, var notes])
            return;
        var log = await AuditLog.OpenAsync(new AuditOptions { Store = store, KeyFile = key }, TimeProvider.System, _ct);
        await using var noted = new FileStream(notes, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        await Task.WhenAll(Enumerable.Range(0, 32).Select(task => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var receipt = await log.AppendAsync(Entry(i, $"Subject {task}"), _ct);
                var line = Bytes($"{receipt.Sequence} {receipt.Id} {task} {i}\n").ToArray();
                lock (noted)
                    noted.Write(line);
            }
        })));
    }

    private async Task KillAndLookAsync(AuditOptions options)
    {
        var acknowledged = new List<string[]>();
        for (var round = 0; round < 2; round++)
            acknowledged.AddRange(await RunAndKillAsync(options, _place.File($"notes-{round}")));

        await using (var log = await AuditLog.OpenAsync(options, TimeProvider.System, _ct))
            await log.AppendAsync(Entry(0, "afterwards"), _ct);
        using var reader = await AuditReader.OpenAsync(options, _ct);
        var verdict = await reader.VerifyAsync(null, null, null, _ct);

        Assert.True(verdict.Whole, string.Join('\n', verdict.Findings));
        Assert.True(verdict.Records > acknowledged.Count, $"{verdict.Records} records, {acknowledged.Count} acknowledged");
        Assert.True(acknowledged.Count >= 2 * Enough);
        var stored = new Dictionary<string, long>();
        for (var before = long.MaxValue; ;)
        {
            var page = await reader.ListAsync(new AuditQuery { Before = before, Limit = 1000 }, _ct);
            if (page.Count == 0)
                break;
            foreach (var record in page)
                stored.Add(record.Id, record.Sequence);
            before = page[^1].Sequence;
        }
        Assert.All(acknowledged, note => Assert.Equal(long.Parse(note[0], CultureInfo.InvariantCulture), stored.GetValueOrDefault(note[1])));
        foreach (var note in acknowledged.Where((_, i) => i % 97 == 0))
            Assert.Equal(Entry(int.Parse(note[3], CultureInfo.InvariantCulture), $"Subject {note[2]}").Input.ToArray(), (await reader.FindAsync(note[1], _ct)).Input!.Value.ToArray());
    }

    private async Task<IEnumerable<string[]>> RunAndKillAsync(AuditOptions options, FileInfo notes)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["-method", $"{typeof(KillTests).FullName}.{nameof(Child_that_is_killed)}", "-explicit", "only"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Settings] = $"{options.Store}\n{options.KeyFile}\n{notes.FullName}";
        using var child = Process.Start(start)!;
        var (said, complained) = (child.StandardOutput.ReadToEndAsync(_ct), child.StandardError.ReadToEndAsync(_ct));
        try
        {
            var watch = Stopwatch.StartNew();
            while (Lines(notes).Length < Enough && !child.HasExited && watch.Elapsed < TimeSpan.FromSeconds(60))
                await Task.Delay(10, _ct);
        }
        finally
        {
            child.Kill();
        }
        await child.WaitForExitAsync(_ct);
        Assert.True(Lines(notes).Length >= Enough, $"The child noted {Lines(notes).Length} records: {await said} {await complained}");
        return Lines(notes).Select(line => line.Split(' '));
    }

    // The last line may be half written: that record was acknowledged, and need not be looked for.
    private static string[] Lines(FileInfo notes)
    {
        if (!File.Exists(notes.FullName))
            return [];
        using var reader = new StreamReader(new FileStream(notes.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n')[..^1];
    }

    public void Dispose() => _place.Dispose();
}
