using CafeMed.Serving.Audit;
using CafeMed.Tests.Data;
using static CafeMed.Tests.Serving.Audit.AuditTrial;

namespace CafeMed.Tests.Serving.Audit;

public sealed class ReplayTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_answer_is_the_same_to_the_byte()
    {
        var (reader, id) = await RecordedAsync();
        using var _ = reader;

        var same = await Replay.RunAsync(reader, id, Bundle.ToUpperInvariant(), (record, _) => ValueTask.FromResult(Answer(record)), _ct);

        Assert.True(same.Same);
        Assert.Equal("", same.Then + same.Now);
    }

    [Theory]
    [InlineData("{\"answer\":8}", 10, "{\"answer\":8}")]
    [InlineData("{\"answer\":7} ", 12, "{\"answer\":7} ")]
    [InlineData("{\"answer\":7", 11, "{\"answer\":7")]
    [InlineData("", 0, "")]
    public async Task The_first_difference_is_told(string now, int at, string excerpt)
    {
        var (reader, id) = await RecordedAsync();
        using var _ = reader;

        var result = await Replay.RunAsync(reader, id, Bundle, (_, _) => ValueTask.FromResult(Bytes(now).ToArray()), _ct);

        Assert.Equal((at, excerpt, "{\"answer\":7}"), (result.FirstDifference, result.Now, result.Then));
    }

    [Fact]
    public async Task Another_bundle_a_feedback_and_an_unknown_record_are_refused_without_asking()
    {
        var (reader, id) = await RecordedAsync();
        using var _ = reader;
        var feedback = (await reader.ListAsync(new AuditQuery { Kind = AuditKinds.Feedback }, _ct))[0].Id;
        Task RunAsync(string record, string bundle) => Replay.RunAsync(reader, record, bundle, (_, _) => throw new InvalidOperationException("asked"), _ct);

        await FailsAsync("CM6075", () => RunAsync(id, new string('0', 64)));
        await FailsAsync("CM6078", () => RunAsync(feedback, Bundle));
        await FailsAsync("CM6072", () => RunAsync("01ARZ3NDEKTSV4RRFFQ69G5FAV", Bundle));
    }

    private static byte[] Answer(AuditRecord record)
    {
        Assert.Equal(Entry(7).Input.ToArray(), record.Input!.Value.ToArray());
        return Entry(7).Answer.ToArray();
    }

    private async Task<(AuditReader Reader, string Id)> RecordedAsync()
    {
        var options = new AuditOptions { Store = _place.File("audit.db").FullName };
        await using var log = await AuditLog.OpenAsync(options, TimeProvider.System, _ct);
        var receipt = await log.AppendAsync(Entry(7), _ct);
        await log.RecordFeedbackAsync(new("order-select", "c1", FeedbackOutcome.Accepted, ["s1"], null, null, null, Noon, "Mrs Jones"), _ct);
        return (await AuditReader.OpenAsync(options, _ct), receipt.Id);
    }

    public void Dispose() => _place.Dispose();
}
