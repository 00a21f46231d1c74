using CafeMed.Serving.Audit;
using static CafeMed.Tests.Serving.Audit.AuditTrial;

namespace CafeMed.Tests.Serving.Audit;

public abstract partial class AuditLogContract
{
    [Theory]
    [InlineData("update audit_records set facts = 'x'")]
    [InlineData("delete from audit_records")]
    [InlineData("update audit_anchors set at = 'x'")]
    [InlineData("delete from audit_anchors")]
    [InlineData("update audit_meta set value = 'x'")]
    [InlineData("delete from audit_keys")]
    public async Task The_database_refuses_to_change_what_is_written(string sql)
    {
        var options = await NewAsync();
        await FillAsync(options, 2, Ct);
        await using var connection = await AuditDatabase.Of(options).ConnectAsync(AuditDatabase.Access.Write, Ct);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Dapper.SqlMapper.ExecuteAsync(connection, sql));

        Assert.True((await VerifyAsync(options, Ct)).Whole);
    }

    [Theory]
    [InlineData("update audit_records set kind = 'order-sign' where sequence = 3", AuditBreak.Changed)]
    [InlineData("update audit_records set facts = '{}' where sequence = 3", AuditBreak.Changed)]
    [InlineData("update audit_records set facts = '' where sequence = 3", AuditBreak.Changed)]
    [InlineData("update audit_records set at = replace(at, '2026', '2025') where sequence = 3", AuditBreak.Changed)]
    [InlineData("update audit_records set model = '' where sequence = 3", AuditBreak.Changed)]
    [InlineData("update audit_records set id = 'other' where sequence = 3", AuditBreak.Changed)]
    [InlineData("update audit_records set subject = 'other' where sequence = 3", AuditBreak.Changed)]
    [InlineData("update audit_records set keyid = 1 where sequence = 3", AuditBreak.Changed)]
    [InlineData("update audit_records set answer = input where sequence = 3", AuditBreak.Changed)]
    [InlineData("update audit_records set input = (select input from audit_records where sequence = 2) where sequence = 3", AuditBreak.Changed)]
    [InlineData("update audit_records set previous = hash where sequence = 3", AuditBreak.Unlinked)]
    [InlineData("update audit_records set hash = previous where sequence = 3", AuditBreak.Changed)]
    [InlineData("delete from audit_records where sequence = 3", AuditBreak.Gap)]
    [InlineData("delete from audit_records where sequence = 1", AuditBreak.Gap)]
    [InlineData("delete from audit_records where sequence = 5", AuditBreak.Cut)]
    [InlineData("delete from audit_records", AuditBreak.Cut)]
    [InlineData("delete from audit_records where sequence = 3; update audit_records set sequence = 3 where sequence = 4; update audit_records set sequence = 4 where sequence = 5", AuditBreak.Unlinked)]
    [InlineData("update audit_records set sequence = 9 where sequence = 2; update audit_records set sequence = 2 where sequence = 3; update audit_records set sequence = 3 where sequence = 9", AuditBreak.Unlinked)]
    [InlineData("insert into audit_records select 6, 'new', kind, at, model, subject, keyid, input, answer, facts, previous, hash from audit_records where sequence = 5", AuditBreak.Unlinked)]
    [InlineData("insert into audit_records select 0, 'new', kind, at, model, subject, keyid, input, answer, facts, previous, hash from audit_records where sequence = 5", AuditBreak.Unlinked)]
    [InlineData("update audit_anchors set hash = (select hash from audit_records where sequence = 4)", AuditBreak.BadSignature)]
    [InlineData("update audit_anchors set sequence = 4", AuditBreak.BadSignature)]
    [InlineData("update audit_keys set wrapped = null where id = 1", AuditBreak.LostKey)]
    [InlineData("delete from audit_keys where id = 1", AuditBreak.LostKey)]
    [InlineData("update audit_keys set wrapped = (select wrapped from audit_keys where id = 2) where id = 1", AuditBreak.BadKey)]
    [InlineData("update audit_keys set subject = 'other' where id = 1", AuditBreak.BadKey)]
    public async Task Whatever_is_changed_is_found(string sql, AuditBreak what)
    {
        var options = await NewAsync();
        await FillAsync(options, 5, Ct);
        await TamperAsync(options, sql, Ct);

        var verdict = await VerifyAsync(options, Ct);

        Assert.False(verdict.Whole);
        Assert.Contains(what, verdict.Findings.Select(finding => finding.What));
    }

    [Fact]
    public async Task A_cut_is_seen_by_the_head_and_no_more_is_written_to_a_log_that_was_cut()
    {
        var options = await NewAsync();
        await FillAsync(options, 5, Ct);
        var head = (await VerifyAsync(options, Ct)).Head;
        await TamperAsync(options, "delete from audit_records where sequence > 3", Ct);

        await FailsAsync("CM6079", () => FillAsync(options, 1, Ct));
        await TamperAsync(options, "delete from audit_anchors", Ct);

        Assert.True((await VerifyAsync(options, Ct)).Whole, "Without anchors and without a head a cut cannot be seen: the documentation says so.");
        Assert.Contains(AuditBreak.Cut, (await VerifyAsync(options, Ct, AuditHead.Parse(head.ToString()))).Findings.Select(finding => finding.What));
    }

    [Fact]
    public async Task A_log_that_loses_records_while_it_is_open_takes_no_more()
    {
        var options = await NewAsync();
        await using var log = await AuditLog.OpenAsync(options, TimeProvider.System, Ct);
        for (var i = 0; i < 3; i++)
            await log.AppendAsync(Entry(i), Ct);
        await TamperAsync(options, "delete from audit_records where sequence > 1", Ct);

        await FailsAsync("CM6079", () => log.AppendAsync(Entry(), Ct).AsTask());
    }

    [Fact]
    public async Task A_rewritten_chain_with_right_hashes_is_found_by_anchors_and_by_the_head()
    {
        var options = await NewAsync();
        await FillAsync(options, 5, Ct);
        var head = (await VerifyAsync(options, Ct)).Head;
        await Rewriting.AllAsync(options, Ct);

        Assert.Equal([AuditBreak.Replaced], (await VerifyAsync(options, Ct)).Findings.Select(finding => finding.What));
        await TamperAsync(options, "delete from audit_anchors", Ct);

        Assert.True((await VerifyAsync(options, Ct)).Whole, "Without anchors and without a head a rewriting cannot be seen: the documentation says so.");
        Assert.Equal([AuditBreak.Replaced], (await VerifyAsync(options, Ct, head)).Findings.Select(finding => finding.What));
    }
}
