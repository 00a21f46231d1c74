namespace CafeMed.Tests.Serving;

public sealed class FuzzTests
{
    private const int Requests = 1000;

    [Fact]
    public async Task A_thousand_damaged_requests_give_no_500()
    {
        await using var server = await TestServer.StartAsync(audit: new StubAudit());
        var fuzz = new RequestFuzz(RequestFuzz.Seeds(TestServer.JsonOf(StubModel.Someone("p1")), "sample-1"));
        var statuses = new SortedDictionary<int, int>();
        for (var seed = 0; seed < Requests; seed++)
        {
            using var request = fuzz.Next(seed);
            var said = request.RequestUri!.OriginalString;
            var answer = await TestServer.Answer.OfAsync(await server.Client.SendAsync(request, TestContext.Current.CancellationToken));
            if (answer.Status >= 500)
                Assert.Fail($"seed {seed}, {said}: {answer.Status} {answer.Body}\n{server.Log}");
            if (answer.Status >= 400 && answer.Body.Length > 0)
                Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
            statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
        }

        // Damage must reach all depths: some of it is understood, some refused at once, some deep inside.
        Assert.True(statuses.GetValueOrDefault(200) > 50 && statuses.GetValueOrDefault(400) > 50 && statuses.GetValueOrDefault(422) > 50, string.Join(", ", statuses));
        Assert.DoesNotContain("Defect", server.Log.ToString(), StringComparison.Ordinal);
    }
}
