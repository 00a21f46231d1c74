using System.Text;
using CafeMed.Serving.Audit;
using CsCheck;
using static CafeMed.Tests.Serving.Audit.AuditTrial;

namespace CafeMed.Tests.Serving.Audit;

public sealed class SqliteAuditTests : AuditLogContract
{
    internal override Task<AuditOptions> NewAsync(string name = "audit") =>
        Task.FromResult(new AuditOptions { Store = Place.File($"{name}.db").FullName, KeyFile = Place.File($"{name}.db.key").FullName });

    [Fact]
    public async Task Any_byte_that_is_changed_in_a_row_is_found()
    {
        var options = await NewAsync();
        await FillAsync(options, 6, Ct);
        string[] blobs = ["input", "answer", "previous", "hash"];
        await TamperAsync(options, "select 1", Ct);
        await using var connection = await AuditDatabase.Of(options).ConnectAsync(AuditDatabase.Access.Write, Ct);

        await Gen.Select(Gen.Int[1, 6], Gen.Int[0, blobs.Length - 1].Select(i => blobs[i]), Gen.Int[0, 1_000_000], Gen.Int[1, 255]).SampleAsync(async (sequence, column, at, flip) =>
        {
            var before = await Dapper.SqlMapper.ExecuteScalarAsync<byte[]>(connection, $"select {column} from audit_records where sequence = @sequence", new { sequence });
            var after = before!.ToArray();
            after[at % after.Length] ^= (byte)flip;
            await Dapper.SqlMapper.ExecuteAsync(connection, $"update audit_records set {column} = @after where sequence = @sequence", new { after, sequence });
            var verdict = await VerifyAsync(options, Ct);
            await Dapper.SqlMapper.ExecuteAsync(connection, $"update audit_records set {column} = @before where sequence = @sequence", new { before, sequence });
            return !verdict.Whole && verdict.Findings.Any(finding => finding.Sequence == sequence || (column == "hash" && finding.Sequence == sequence + 1));
        }, iter: 60, threads: 1);

        Assert.True((await VerifyAsync(options, Ct)).Whole);
    }

    [Fact]
    public async Task Any_reordering_and_any_removal_is_found()
    {
        var options = await NewAsync();
        await FillAsync(options, 6, Ct);
        await TamperAsync(options, "create table kept as select * from audit_records", Ct);
        await using var connection = await AuditDatabase.Of(options).ConnectAsync(AuditDatabase.Access.Write, Ct);

        await Gen.Select(Gen.Shuffle(new[] { 1, 2, 3, 4, 5, 6 }), Gen.Int[0, 6]).SampleAsync(async (order, keep) =>
        {
            var rows = order.Take(keep == 0 ? 6 : keep).Select((row, i) => new { row, place = i + 1 }).ToArray();
            await Dapper.SqlMapper.ExecuteAsync(connection, "delete from audit_records");
            await Dapper.SqlMapper.ExecuteAsync(connection, "insert into audit_records select @place, id, kind, at, model, subject, keyid, input, answer, facts, previous, hash from kept where sequence = @row", rows);
            var same = rows.Length == 6 && rows.All(row => row.row == row.place);
            return (await VerifyAsync(options, Ct)).Whole == same;
        }, iter: 60, threads: 1);
    }

    [Fact]
    public async Task A_changed_byte_of_the_file_never_passes_for_another_record()
    {
        var options = await NewAsync();
        var receipts = await FillAsync(options, 6, Ct);
        var file = new FileInfo(options.Store);
        var whole = await File.ReadAllBytesAsync(file.FullName, Ct);
        var expected = await ReadAllAsync(options, receipts);

        await Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[1, 255]).SampleAsync(async (at, flip) =>
        {
            var bytes = whole.ToArray();
            bytes[at] ^= (byte)flip;
            foreach (var old in Place.Root.GetFiles("audit.db*").Where(old => old.Extension != ".key"))
                old.Delete();
            await File.WriteAllBytesAsync(file.FullName, bytes, Ct);
            try
            {
                return !(await VerifyAsync(options, Ct)).Whole || (await ReadAllAsync(options, receipts)).SequenceEqual(expected);
            }
            catch (CafeMedException exception)
            {
                return exception.Fault.Code is "CM6064" or "CM6065" or "CM6066" or "CM6068" or "CM6069" or "CM6071" or "CM6072" or "CM6074";
            }
        }, iter: 200, threads: 1);
    }

    [Fact]
    public async Task Nothing_of_a_person_stands_in_the_file_in_clear()
    {
        var options = await NewAsync();
        await using (var log = await AuditLog.OpenAsync(options, TimeProvider.System, Ct))
        {
            await log.AppendAsync(Entry(1), Ct);
            await log.RecordFeedbackAsync(new("order-select", "c1", FeedbackOutcome.Overridden, ["s1"], "urn:r", "known", "Mrs Jones tolerates it", Noon, "Mrs Jones"), Ct);
        }

        Assert.All(Place.Root.GetFiles(), file => Assert.DoesNotContain("Jones", File.ReadAllText(file.FullName, Encoding.Latin1), StringComparison.OrdinalIgnoreCase));
        Assert.All(Place.Root.GetFiles(), file => Assert.DoesNotContain("tolerates", File.ReadAllText(file.FullName, Encoding.Latin1), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_destroyed_key_is_gone_from_the_file_and_its_journal()
    {
        var options = await NewAsync();
        await FillAsync(options, 4, Ct);
        await using var log = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);
        await log.AppendAsync(Entry(5), Ct);
        await using var connection = await AuditDatabase.Of(options).ConnectAsync(AuditDatabase.Access.Read, Ct);
        var keys = (await connection.KeysPageAsync(0, 100, Ct)).Select(key => key.Wrapped!).ToArray();
        Assert.All(keys, key => Assert.True(Stands(key)));

        await log.ShredAsync("Subject 1", Ct);

        Assert.Equal(keys.Length - 1, keys.Count(Stands));
    }

    [Fact]
    public async Task A_shredding_that_cannot_empty_the_journal_says_so()
    {
        var options = await NewAsync() with { LockSeconds = 1 };
        await FillAsync(options, 4, Ct);
        await using var connection = await AuditDatabase.Of(options).ConnectAsync(AuditDatabase.Access.Read, Ct);
        await using var reading = await connection.BeginTransactionAsync(Ct);
        await connection.HeadAsync(reading, Ct);
        await using var log = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);

        var shred = await log.ShredAsync("Subject 1", Ct);

        Assert.False(shred.Wiped);
    }

    [Fact]
    public async Task A_database_of_another_program_and_a_text_file_are_refused()
    {
        var other = new AuditOptions { Store = Place.File("other.db").FullName };
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={other.Store};Pooling=False"))
        {
            await connection.OpenAsync(Ct);
            await Dapper.SqlMapper.ExecuteAsync(connection, "create table theirs (x)");
        }
        var text = new AuditOptions { Store = Place.Write("text.db", new string('x', 5000)).FullName };

        await FailsAsync("CM6065", () => AuditLog.OpenAsync(other, TimeProvider.System, Ct));
        await FailsAsync("CM6065", () => AuditReader.OpenAsync(other, Ct));
        await FailsAsync("CM6065", () => AuditLog.OpenAsync(text, TimeProvider.System, Ct));
        await FailsAsync("CM6065", () => AuditReader.OpenAsync(text, Ct));
        await FailsAsync("CM6071", () => AuditLog.OpenAsync(new AuditOptions { Store = Path.Combine(text.Store, "in", "a.db") }, TimeProvider.System, Ct));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_key_file_that_others_may_read_or_that_is_damaged_is_refused()
    {
        Assert.SkipWhen(Path.DirectorySeparatorChar == '\\', "Needs modes of files, which Windows does not have.");
        var options = await NewAsync();
        await FillAsync(options, 1, Ct);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(options.KeyFile!));
        var text = await File.ReadAllTextAsync(options.KeyFile!, Ct);

        File.SetUnixFileMode(options.KeyFile!, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        await FailsAsync("CM6068", () => AuditReader.OpenAsync(options, Ct));
        File.SetUnixFileMode(options.KeyFile!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var damaged in new[] { "", "{}", text[..^20], text.Replace("cafemed-audit-key-1", "cafemed-audit-key-2"), text.Replace("\"Master\":\"", "\"Master\":\"AAAA") })
        {
            await File.WriteAllTextAsync(options.KeyFile!, damaged, Ct);
            var fault = await FailsAsync("CM6068", () => AuditReader.OpenAsync(options, Ct));
            Assert.DoesNotContain(text[40..60], fault.ToString());
        }
    }

    private bool Stands(byte[] bytes) => Place.Root.GetFiles("audit.db*").Any(file => Read(file).AsSpan().IndexOf(bytes) >= 0);

    private static byte[] Read(FileInfo file)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private async Task<List<string>> ReadAllAsync(AuditOptions options, List<AuditReceipt> receipts)
    {
        using var reader = await AuditReader.OpenAsync(options, Ct);
        var texts = new List<string>();
        foreach (var receipt in receipts)
            texts.Add(await reader.FindAsync(receipt.Id, Ct) is var record ? $"{record} {record.Subject} {Encoding.UTF8.GetString(record.Input!.Value.Span)} {Encoding.UTF8.GetString(record.Answer!.Value.Span)}" : "");
        return texts;
    }
}
