using CafeMed.Serving.Audit;
using CafeMed.Tests.Data;
using static CafeMed.Tests.Serving.Audit.AuditTrial;

namespace CafeMed.Tests.Serving.Audit;

/// <summary>What holds of a log in either database.</summary>
public abstract partial class AuditLogContract : IDisposable
{
    protected CancellationToken Ct { get; } = TestContext.Current.CancellationToken;

    internal TempFolder Place { get; } = new();

    /// <summary>A log of its own for each name; made when it is first written to.</summary>
    internal abstract Task<AuditOptions> NewAsync(string name = "audit");

    [Fact]
    public async Task What_is_written_is_read_again_and_the_chain_is_whole()
    {
        var options = await NewAsync();
        var receipts = await FillAsync(options, 5, Ct);

        var record = await FindAsync(options, receipts[3].Id, Ct);
        var verdict = await VerifyAsync(options, Ct);

        Assert.Equal([1L, 2, 3, 4, 5], receipts.Select(receipt => receipt.Sequence).Order());
        Assert.Equal(Entry(3, "Subject 0").Input.ToArray(), record.Input!.Value.ToArray());
        Assert.Equal(Entry(3).Answer.ToArray(), record.Answer!.Value.ToArray());
        Assert.Equal((Noon.AddSeconds(3), Bundle, "order-select"), (record.At, record.ModelHash, record.Kind));
        Assert.True(verdict.Whole, string.Join('\n', verdict.Findings));
        Assert.Equal((5L, 5L, 1, 0L, 3L), (verdict.Records, verdict.Head.Sequence, verdict.Anchors, verdict.Unanchored, verdict.LiveKeys));
        Assert.True(verdict.OwnKey);
    }

    [Fact]
    public async Task A_thousand_appends_from_fifty_tasks_leave_no_gap()
    {
        var options = await NewAsync();
        await using var log = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(task => Task.Run(async () =>
        {
            var mine = new List<AuditReceipt>();
            for (var i = 0; i < 20; i++)
                mine.Add(await log.AppendAsync(Entry(20 * task + i, $"Subject {i}"), Ct));
            return mine;
        })));

        var all = receipts.SelectMany(one => one).ToArray();
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (long)i), all.Select(receipt => receipt.Sequence).Order());
        Assert.Equal(1000, all.Select(receipt => receipt.Id).Distinct().Count());
        Assert.All(receipts, mine => Assert.Equal(mine.Select(receipt => receipt.Sequence).Order(), mine.Select(receipt => receipt.Sequence)));
        var verdict = await VerifyAsync(options, Ct);
        Assert.True(verdict.Whole, string.Join('\n', verdict.Findings));
        Assert.Equal((1000L, 1, 0L), (verdict.Records, verdict.Anchors, verdict.Unanchored));
    }

    [Fact]
    public async Task Two_processes_may_write_to_one_log()
    {
        var options = await NewAsync();
        await using var one = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);
        await using var two = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => (i % 2 == 0 ? one : two).AppendAsync(Entry(i, "both"), Ct).AsTask()));

        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long)i), receipts.Select(receipt => receipt.Sequence).Order());
        var verdict = await VerifyAsync(options, Ct);
        Assert.True(verdict.Whole, string.Join('\n', verdict.Findings));
        Assert.Equal(1, verdict.LiveKeys);
    }

    [Fact]
    public async Task A_shredded_subject_is_unreadable_and_the_chain_holds()
    {
        var options = await NewAsync();
        var receipts = await FillAsync(options, 6, Ct);
        await using var log = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);

        var shred = await log.ShredAsync("Subject 1", Ct);
        var later = await log.AppendAsync(Entry(9, "Subject 1"), Ct);

        Assert.Equal((2L, true, 7L), (shred.Records, shred.Wiped, shred.Receipt.Sequence));
        await FailsAsync("CM6073", () => FindAsync(options, receipts[1].Id, Ct));
        await FailsAsync("CM6073", () => FindAsync(options, receipts[4].Id, Ct));
        Assert.NotNull((await FindAsync(options, receipts[0].Id, Ct)).Input);
        Assert.Equal(Entry(9, "Subject 1").Input.ToArray(), (await FindAsync(options, later.Id, Ct)).Input!.Value.ToArray());
        var verdict = await VerifyAsync(options, Ct);
        Assert.True(verdict.Whole, string.Join('\n', verdict.Findings));
        Assert.Equal((8L, 1L), (verdict.Records, verdict.DestroyedKeys));
        await FailsAsync("CM6076", () => log.ShredAsync("nobody", Ct));
    }

    [Fact]
    public async Task What_one_process_shreds_another_does_not_write_with()
    {
        var options = await NewAsync();
        await using var server = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);
        var before = await server.AppendAsync(Entry(1), Ct);
        await using (var other = await AuditLog.OpenAsync(options, TimeProvider.System, Ct))
            await other.ShredAsync("Mrs Jones", Ct);

        var after = await server.AppendAsync(Entry(2), Ct);

        await FailsAsync("CM6073", () => FindAsync(options, before.Id, Ct));
        Assert.NotNull((await FindAsync(options, after.Id, Ct)).Input);
    }

    [Fact]
    public async Task A_key_that_was_put_back_does_not_read_what_is_not_its_own()
    {
        var options = await NewAsync();
        var receipts = await FillAsync(options, 3, Ct);
        await TamperAsync(options, "update audit_keys set wrapped = (select wrapped from audit_keys where id = 2) where id = 1", Ct);

        await FailsAsync("CM6074", () => FindAsync(options, receipts[0].Id, Ct));
        await TamperAsync(options, "update audit_records set answer = input where sequence = 2", Ct);
        await FailsAsync("CM6074", () => FindAsync(options, receipts[1].Id, Ct));
    }

    [Fact]
    public async Task The_chain_is_verified_without_the_key_and_nothing_is_read()
    {
        var options = await NewAsync();
        var receipts = await FillAsync(options, 3, Ct);
        var key = new FileInfo(options.KeyFile!);
        key.MoveTo(key.FullName + ".away");
        using var reader = await AuditReader.OpenAsync(options with { KeyFile = null }, Ct);

        var verdict = await reader.VerifyAsync(null, null, null, Ct);

        Assert.True(verdict.Whole);
        Assert.False(verdict.OwnKey);
        Assert.False(reader.CanDecrypt);
        await FailsAsync("CM6067", () => reader.FindAsync(receipts[0].Id, Ct));
        await FailsAsync("CM6067", () => reader.ListAsync(new AuditQuery { Subject = "Mrs Jones" }, Ct));
        await FailsAsync("CM6067", () => AuditReader.OpenAsync(options, Ct));
        await FailsAsync("CM6067", () => AuditLog.OpenAsync(options, TimeProvider.System, Ct));
    }

    [Fact]
    public async Task A_signature_of_another_key_is_found()
    {
        var options = await NewAsync();
        await FillAsync(options, 3, Ct);
        using var other = AuditKey.Create(Place.File("other.key"));
        using var reader = await AuditReader.OpenAsync(options, Ct);

        Assert.Contains(AuditBreak.BadSignature, (await reader.VerifyAsync(null, other.PublicKey, null, Ct)).Findings.Select(finding => finding.What));
        Assert.True((await reader.VerifyAsync(null, reader.PublicKey, null, Ct)).Whole);
        await FailsAsync("CM6068", () => reader.VerifyAsync(null, "no PEM", null, Ct));
    }

    [Fact]
    public async Task Another_key_and_another_version_are_refused()
    {
        var options = await NewAsync();
        await FillAsync(options, 1, Ct);
        AuditKey.Create(Place.File("other.key")).Dispose();
        var other = options with { KeyFile = Place.File("other.key").FullName };

        await FailsAsync("CM6069", () => AuditLog.OpenAsync(other, TimeProvider.System, Ct));
        await FailsAsync("CM6069", () => AuditReader.OpenAsync(other, Ct));
        await TamperAsync(options, "update audit_meta set value = '2' where name = 'schema_version'", Ct);
        await FailsAsync("CM6066", () => AuditLog.OpenAsync(options, TimeProvider.System, Ct));
        await FailsAsync("CM6066", () => AuditReader.OpenAsync(options, Ct));
    }

    [Fact]
    public async Task A_log_that_is_not_there_is_not_made_by_reading()
    {
        var options = await NewAsync();

        await FailsAsync("CM6064", () => AuditReader.OpenAsync(options with { KeyFile = null }, Ct));
        await FailsAsync("CM6064", () => AuditReader.OpenAsync(options with { KeyFile = null }, Ct));
    }

    [Fact]
    public async Task A_lock_that_another_holds_is_a_fault_and_what_comes_after_is_written()
    {
        var options = await NewAsync() with { LockSeconds = 1, QueueLength = 2, BatchSize = 1 };
        await using var log = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);
        await log.AppendAsync(Entry(0), Ct);
        var database = AuditDatabase.Of(options);
        await using var connection = await database.ConnectAsync(AuditDatabase.Access.Write, Ct);
        var transaction = await database.BeginAsync(connection, Ct);

        var waiting = Enumerable.Range(1, 12).Select(i => log.AppendAsync(Entry(i), Ct).AsTask()).ToArray();
        var codes = (await Task.WhenAll(waiting.Select(one => one.ContinueWith(done => (done.Exception?.InnerException as CafeMedException)?.Fault.Code ?? "none", TaskScheduler.Default)))).CountBy(code => code).ToDictionary();
        await transaction.DisposeAsync();
        var after = await log.AppendAsync(Entry(99), Ct);

        Assert.Equal(["CM6060", "CM6061"], codes.Keys.Order());
        Assert.InRange(codes["CM6061"], 2, 4);
        Assert.Equal(2, after.Sequence);
        Assert.True((await VerifyAsync(options, Ct)).Whole);
    }

    [Fact]
    public async Task What_waits_when_the_log_is_closed_is_written()
    {
        var options = await NewAsync();
        var log = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);
        var waiting = Enumerable.Range(0, 200).Select(i => log.AppendAsync(Entry(i), Ct).AsTask()).ToArray();

        await log.DisposeAsync();

        Assert.All(waiting, one => Assert.True(one.IsCompletedSuccessfully));
        Assert.Equal((200L, 0L), ((await VerifyAsync(options, Ct)) is var verdict ? verdict.Records : 0, verdict.Unanchored));
        await FailsAsync("CM6062", () => log.AppendAsync(Entry(), Ct).AsTask());
        await FailsAsync("CM6062", () => log.ShredAsync("Mrs Jones", Ct));
        await log.DisposeAsync();
    }

    [Fact]
    public async Task One_bad_record_does_not_take_others_with_it()
    {
        var options = await NewAsync();
        await using var log = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);
        AuditEntry[] bad =
        [
            Entry() with { Kind = "" }, Entry() with { Kind = new string('k', 65) }, Entry() with { Subject = "a\0b" }, Entry() with { Facts = "\ud800" }, Entry() with { ModelHash = new string('h', 513) },
            Entry() with { Input = new byte[(16 << 20) + 1] }, Entry() with { Kind = "shred" }, Entry() with { Kind = "feedback" }, Entry() with { Facts = new string(' ', (64 << 10) + 1) },
        ];

        foreach (var entry in bad)
            await FailsAsync("CM6063", () => log.AppendAsync(entry, Ct).AsTask());
        await log.AppendAsync(Entry() with { Input = default, Answer = default, Subject = "", ModelHash = "", Facts = "" }, Ct);
        await log.AppendAsync(Entry() with { Subject = "Ж𝄞 'quoted\" --" }, Ct);

        Assert.Equal(2, (await VerifyAsync(options, Ct)).Records);
        Assert.Equal(0, log.Waiting);
    }

    [Fact]
    public async Task Lists_and_days_need_no_decrypting()
    {
        var options = await NewAsync();
        await using (var log = await AuditLog.OpenAsync(options, TimeProvider.System, Ct))
        {
            var facts = new AuditFacts("order-select", 4, [new("c1", "warning", "interactions"), new("c2", "critical", "allergies"), new("c3", "warning", "interactions")]).ToJson();
            await log.AppendAsync(Entry(0, facts: facts), Ct);
            await log.AppendAsync(Entry(1, "other", "check"), Ct);
            await log.AppendAsync(Entry(86_400, facts: """{"free":"form"}"""), Ct);
            await log.RecordFeedbackAsync(new("order-select", "c1", FeedbackOutcome.Overridden, [], "urn:r", "known", "as agreed", Noon.AddHours(1), "Mrs Jones"), Ct);
        }
        using var reader = await AuditReader.OpenAsync(options, Ct);

        var days = await reader.DaysAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Ct);
        var mine = await reader.ListAsync(new AuditQuery { Subject = "Mrs Jones" }, Ct);

        Assert.Equal([new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 24)], days.Select(day => day.Day));
        Assert.Equal((4, 75.0, 1.0, 2, 2), (days[0].Orders, days[0].AlertsPer100Orders, days[0].OverrideRate, days[0].Cards["warning"], days[0].Rules["interactions"]));
        Assert.Equal((1, null), (days[1].Kinds["order-select"], days[1].OverrideRate));
        Assert.Equal([4L, 3, 1], mine.Select(record => record.Sequence));
        Assert.All(mine, record => Assert.Null(record.Input));
        Assert.Equal([2L], (await reader.ListAsync(new AuditQuery { Kind = "check" }, Ct)).Select(record => record.Sequence));
        Assert.Equal([2L, 1], (await reader.ListAsync(new AuditQuery { To = Noon.AddSeconds(2) }, Ct)).Select(record => record.Sequence));
        Assert.Equal([2L], (await reader.ListAsync(new AuditQuery { Before = 3, Limit = 1 }, Ct)).Select(record => record.Sequence));
    }

    public void Dispose()
    {
        Place.Dispose();
        GC.SuppressFinalize(this);
    }
}
