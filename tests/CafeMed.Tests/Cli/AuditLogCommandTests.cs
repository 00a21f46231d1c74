using System.CommandLine;
using CafeMed.Cli;
using CafeMed.Cli.Commands;
using CafeMed.Serving.Audit;
using CafeMed.Tests.Data;
using CafeMed.Tests.Serving.Audit;

namespace CafeMed.Tests.Cli;

public sealed class AuditLogCommandTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private string Store => _place.File("audit.db").FullName;

    [Fact]
    public async Task A_whole_chain_is_told_with_its_head_and_what_it_does_not_prove()
    {
        await AuditTrial.FillAsync(new AuditOptions { Store = Store }, 5, _ct);

        var run = await CliRun.Of("audit", "verify", "--store", Store);
        var json = (await CliRun.Of("audit", "verify", "--store", Store, "--json")).Json;
        var head = json.GetProperty("head").GetString()!;
        var again = await CliRun.Of("audit", "verify", "--store", Store, "--head", head);

        Assert.Equal(0, run.Exit);
        Assert.Contains("The chain is whole", run.Out);
        Assert.Contains(head, run.Out);
        Assert.Contains("--head", run.Out);
        Assert.DoesNotContain("does not prove", again.Out);
        Assert.True(json.GetProperty("whole").GetBoolean());
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", json.GetProperty("publicKey").GetString());
    }

    [Fact]
    public async Task A_broken_chain_ends_with_5_and_names_the_record()
    {
        var options = new AuditOptions { Store = Store };
        await AuditTrial.FillAsync(options, 5, _ct);
        await AuditTrial.TamperAsync(options, "update audit_records set kind = 'x' where sequence = 4", _ct);

        var run = await CliRun.Of("audit", "verify", "--store", Store);
        var json = (await CliRun.Of("audit", "verify", "--store", Store, "--json")).Json;

        Assert.Equal(5, run.Exit);
        Assert.Contains("THE CHAIN IS BROKEN", run.Out);
        Assert.Contains("Record 4 ", run.Out);
        Assert.Equal("changed", json.GetProperty("findings")[0].GetProperty("what").GetString());
    }

    [Fact]
    public async Task A_log_that_was_cut_is_found_by_the_head_that_was_kept()
    {
        var options = new AuditOptions { Store = Store };
        await AuditTrial.FillAsync(options, 5, _ct);
        var head = (await CliRun.Of("audit", "verify", "--store", Store, "--json")).Json.GetProperty("head").GetString()!;
        await AuditTrial.TamperAsync(options, "delete from audit_records where sequence > 2; delete from audit_anchors", _ct);

        Assert.Equal(0, (await CliRun.Of("audit", "verify", "--store", Store)).Exit);
        Assert.Equal(5, (await CliRun.Of("audit", "verify", "--store", Store, "--head", head)).Exit);
        (await CliRun.Of("audit", "verify", "--store", Store, "--head", "5:xyz")).Faulted("CM6077");
    }

    [Fact]
    public async Task A_public_key_is_enough_to_check_signatures()
    {
        await AuditTrial.FillAsync(new AuditOptions { Store = Store }, 2, _ct);
        var pem = _place.Write("public.pem", (await CliRun.Of("audit", "verify", "--store", Store, "--json")).Json.GetProperty("publicKey").GetString()!);
        File.Delete(Store + ".key");

        var without = await CliRun.Of("audit", "verify", "--store", Store);
        var with = await CliRun.Of("audit", "verify", "--store", Store, "--public-key", pem.FullName);

        Assert.Contains("That the anchors are genuine", without.Out);
        Assert.Equal(0, with.Exit);
        Assert.DoesNotContain("That the anchors are genuine", with.Out);
        (await CliRun.Of("audit", "verify", "--store", Store, "--public-key", pem.FullName + ".not")).Faulted("CM7111");
    }

    [Fact]
    public async Task Shredding_must_be_confirmed_and_is_then_done()
    {
        var options = new AuditOptions { Store = Store };
        var receipts = await AuditTrial.FillAsync(options, 6, _ct);

        (await CliRun.Of("audit", "shred", "--store", Store, "--subject", "Subject 1")).Faulted("CM7112");
        Assert.NotNull((await AuditTrial.FindAsync(options, receipts[1].Id, _ct)).Input);
        var run = await CliRun.Of("audit", "shred", "--store", Store, "--subject", "Subject 1", "--yes");

        Assert.Equal(0, run.Exit);
        Assert.Contains("2 records cannot be read any more", run.Out);
        await AuditTrial.FailsAsync("CM6073", () => AuditTrial.FindAsync(options, receipts[1].Id, _ct));
        Assert.Equal(0, (await CliRun.Of("audit", "verify", "--store", Store)).Exit);
        (await CliRun.Of("audit", "shred", "--store", Store, "--subject", "Subject 1", "--yes")).Faulted("CM6076");
        Assert.Equal(2, (await CliRun.Of("audit", "shred", "--store", Store, "--subject", "", "--yes")).Exit);
    }

    [Fact]
    public async Task A_log_that_is_not_there_is_a_fault_and_is_not_made()
    {
        (await CliRun.Of("audit", "verify", "--store", Store)).Faulted("CM6064");
        (await CliRun.Of("audit", "shred", "--store", Store, "--subject", "a", "--yes")).Faulted("CM6064");
        (await CliRun.Of("feedback", "report", "--store", Store)).Faulted("CM6064");
        Assert.False(File.Exists(Store));
        Assert.Equal(2, (await CliRun.Of("audit", "verify", "--store", "")).Exit);
    }

    [Fact]
    public async Task A_replay_tells_the_same_and_the_first_difference()
    {
        var receipt = (await AuditTrial.FillAsync(new AuditOptions { Store = Store }, 1, _ct))[0];

        var same = await ReplayAsync(receipt.Id, AuditTrial.Entry().Answer.ToArray());
        var other = await ReplayAsync(receipt.Id, "{\"answer\":1}"u8.ToArray());

        Assert.Equal(0, same.Exit);
        Assert.Contains("The same answer: 12 bytes of 12.", same.Out);
        Assert.Equal(5, other.Exit);
        Assert.Contains("differs from byte 10 on", other.Out);
    }

    [Fact]
    public async Task Feedback_is_reported_as_text_as_JSON_and_as_a_page()
    {
        await FeedbackReportTests.SampleAsync(Store, _ct);
        var page = _place.File("report.html");

        var run = await CliRun.Of("feedback", "report", "--store", Store, "--out", page.FullName);
        var json = (await CliRun.Of("feedback", "report", "--store", Store, "--from", "2026-11-23", "--to", "2026-11-23", "--json")).Json;

        Assert.Equal(0, run.Exit);
        Assert.Contains("4 cards on 14 orders (28.6 per 100 orders); 1 accepted, 2 overridden: override rate 66.7 % [20.8, 93.9].", string.Join(' ', run.Out.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("tolerated", run.Out);
        Assert.Contains("2026-W49", run.Out);
        Assert.Equal((3, 1), (json.GetProperty("all").GetProperty("shown").GetInt32(), json.GetProperty("weeks").GetArrayLength()));
        var html = await File.ReadAllTextAsync(page.FullName, _ct);
        Assert.Contains("<svg", html);
        Assert.Contains("66.7 %", html);
        Assert.DoesNotContain("http://", html.Replace("http://www.w3.org", "", StringComparison.Ordinal));
        (await CliRun.Of("feedback", "report", "--store", Store, "--out", Path.Combine(page.FullName, "x"))).Faulted("CM7110");
        Assert.Equal(2, (await CliRun.Of("feedback", "report", "--store", Store, "--from", "yesterday")).Exit);
    }

    private async Task<CliRun> ReplayAsync(string id, byte[] answer)
    {
        var (result, error) = (new StringWriter(), new StringWriter());
        var context = new CliContext(new CliStreams(result, error, TextReader.Null) { Width = 100, OutIsTerminal = false, ErrorIsTerminal = false }, TimeProvider.System, new CommonOptions());
        var root = new RootCommand { ReplayCommand.Create(context, (_, _) => new ReplayCommand.Answering(AuditTrial.Bundle, (_, _) => ValueTask.FromResult(answer))) };
        foreach (var option in context.Common.All)
            root.Add(option);
        var parsed = root.Parse(["replay", id, "--store", Store, "--bundle", "model.cafemed"]);
        context.Open(parsed);
        return new CliRun(await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, _ct), result.ToString(), error.ToString());
    }

    public void Dispose() => _place.Dispose();
}
