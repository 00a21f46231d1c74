using System.Text.RegularExpressions;
using CafeMed.Serving.Audit;
using CafeMed.Tests.Data;
using CafeMed.Tests.Inference;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Serving.Pages;

[Collection(TorchTests.Turn)]
public sealed partial class PageEndpointsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/model")]
    [InlineData("/audit")]
    public async Task A_page_holds_no_script_of_its_own_and_all_that_it_names_is_there(string path)
    {
        await using var server = await TestServer.StartAsync();
        var page = await server.GetAsync(path);

        Assert.Equal(200, page.Status);
        var policy = page.Response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)|\son\w+=|style=|javascript:", page.Body);
        Assert.Contains("not a medical device", page.Body, StringComparison.Ordinal);
        var names = Named().Matches(page.Body).Select(match => match.Groups[1].Value).ToHashSet();
        for (var open = new Queue<string>(names); open.TryDequeue(out var name);)
        {
            var file = await server.GetAsync(name);
            Assert.True(file.Status == 200, name);
            foreach (Match match in Imported().Matches(file.Body))
                if (names.Add($"/assets/{match.Groups[1].Value}"))
                    open.Enqueue($"/assets/{match.Groups[1].Value}");
        }
        (await server.GetAsync("/assets/none.js")).Refused(404, "CM6018");
        (await server.GetAsync("/assets/..%2Fpage.css")).Refused(404, "CM6018");
    }

    [Fact]
    public async Task Names_are_found_by_their_beginning_a_word_or_a_part()
    {
        await using var server = await TestServer.StartAsync();

        var heart = (await server.GetAsync("/v1/names?kind=diagnosis&text=heart")).Ok().EnumerateArray().Select(one => one.GetProperty("text").GetString()).ToArray();
        Assert.Equal("Icd10Cm:I509", heart[0]);
        Assert.Equal("Icd10Cm:I509", (await server.GetAsync("/v1/names?kind=diagnosis&text=I50")).Ok()[0].GetProperty("text").GetString());
        Assert.Equal("warfarin", (await server.GetAsync("/v1/names?kind=drug&text=warfarin")).Ok()[0].GetProperty("text").GetString());
        Assert.Equal(12, (await server.GetAsync("/v1/names?kind=allergy&text=am")).Ok().GetArrayLength());
        Assert.Empty((await server.GetAsync("/v1/names?kind=drug&text=w")).Ok().EnumerateArray());
        (await server.GetAsync("/v1/names?kind=nothing&text=heart")).Refused(422, "CM6101");
        (await server.GetAsync("/v1/names?text=heart")).Refused(422, "CM6101");
    }

    [Fact]
    public async Task The_audit_in_numbers_says_nothing_of_anybody()
    {
        using var folder = new TempFolder();
        var store = folder.File("audit.db").FullName;
        await using var log = await AuditLog.OpenAsync(new AuditOptions { Store = store }, TimeProvider.System, Ct);
        await using var server = await TestServer.StartAsync(TestServer.Plain with { Audit = new() { Store = store } }, audit: log);
        for (var i = 0; i < 3; i++)
            (await server.PostAsync("/v1/recommendations", TestServer.JsonOf(StubModel.Someone("Xyzzy")))).Ok();

        var summary = await server.GetAsync("/v1/audit?days=7");
        Assert.Equal(3, summary.Ok().GetProperty("records").GetInt32());
        Assert.DoesNotContain("Xyzzy", summary.Body, StringComparison.Ordinal);
        var chain = (await server.GetAsync("/v1/audit/chain")).Ok();
        Assert.True(chain.GetProperty("whole").GetBoolean());
        Assert.Equal(3, chain.GetProperty("records").GetInt64());
        (await server.GetAsync("/v1/audit?days=0")).Refused(422, "CM6102");
        (await server.GetAsync("/v1/audit?days=x")).Refused(422, "CM6102");
    }

    [Fact]
    public async Task Without_an_audit_there_are_no_numbers_of_it()
    {
        await using var server = await TestServer.StartAsync();

        (await server.GetAsync("/v1/audit")).Refused(404, "CM6100");
        (await server.GetAsync("/v1/audit/chain")).Refused(404, "CM6100");
    }

    [Fact]
    public async Task Gates_are_told_where_they_are_asked_for_and_are_those_of_the_network()
    {
        using var tiny = new TinyBundle();
        var model = Browsing.Model(tiny, new StubModel().Read(Ct));
        var patient = model.Samples.First(one => one.CurrentVisit.Diagnoses.Count > 1);
        var gates = model.Gates!(patient);
        await using var server = await TestServer.StartAsync(model: new One(model));

        var advice = (await server.PostAsync("/v1/recommendations?gates=true", TestServer.JsonOf(patient))).Ok();
        var plain = (await server.PostAsync("/v1/recommendations", TestServer.JsonOf(patient))).Ok();

        var told = 0;
        foreach (var drug in advice.GetProperty("proposed").EnumerateArray().Concat(advice.GetProperty("notProposed").EnumerateArray()))
            foreach (var reason in drug.GetProperty("reasons").EnumerateArray().Where(reason => reason.GetProperty("gate").ValueKind == System.Text.Json.JsonValueKind.Number))
            {
                var column = model.Vocabularies.Medications.IndexOf(Code.Parse(drug.GetProperty("code").GetString()!));
                var kind = Enum.Parse<CodeKind>(reason.GetProperty("kind").GetString()!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
                var code = Code.Parse(reason.GetProperty("code").GetString()!);
                Assert.Equal(gates.Single(one => one.Code == code && one.Kind == kind).Gates[column], reason.GetProperty("gate").GetDouble(), 6);
                Assert.InRange(reason.GetProperty("gate").GetDouble(), 0, 2);
                told++;
            }
        Assert.True(told > 0);
        Assert.DoesNotContain(plain.GetProperty("proposed").EnumerateArray().SelectMany(drug => drug.GetProperty("reasons").EnumerateArray()), reason => reason.GetProperty("gate").ValueKind == System.Text.Json.JsonValueKind.Number);
        (await server.PostAsync("/v1/recommendations?gates=maybe", TestServer.JsonOf(patient))).Refused(422, "CM6006");
    }

    [GeneratedRegex("(?:src|href)=\"(/assets/[^\"]+)\"")]
    private static partial Regex Named();

    [GeneratedRegex("from \"\\./([^\"]+)\"")]
    private static partial Regex Imported();

    private sealed class One(CafeMed.Serving.ServedModel model) : CafeMed.Serving.IModelSource
    {
        public CafeMed.Serving.ServedModel Read(CancellationToken ct) => model;
    }
}
