using System.Collections.Immutable;
using System.Text.Json;
using System.Text;
using CafeMed.Cli.Show;
using CafeMed.Safety.Verification;
using CafeMed.Serving.Checks;

namespace CafeMed.Cli.Checks;

/// <summary>Puts the scenarios to the engine or to a live server.</summary>
internal static class ScenarioRun
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks the engine of this program.</summary>
    public static IReadOnlyList<ScenarioVerdict> Of(CheckService service, IEnumerable<Scenario> scenarios) =>
        [.. scenarios.Select(scenario => ScenarioVerdict.Of(scenario, AnswerOf(service.Check(RequestOf(scenario)))))];

    /// <summary>Asks a server: one POST to <c>ENDPOINT/v1/checks</c> for each scenario, one after the other.</summary>
    /// <exception cref="CafeMedException"><c>CM7055</c>: it does not answer; <c>CM7056</c>: it answers with something else.</exception>
    public static async Task<IReadOnlyList<ScenarioVerdict>> OfAsync(Uri endpoint, IEnumerable<Scenario> scenarios, CancellationToken ct)
    {
        using var client = new HttpClient { Timeout = s_patience };
        var address = new Uri($"{endpoint.ToString().TrimEnd('/')}/v1/checks");
        var verdicts = new List<ScenarioVerdict>();
        foreach (var scenario in scenarios)
            verdicts.Add(ScenarioVerdict.Of(scenario, await AskAsync(client, address, scenario, ct).ConfigureAwait(false)));
        return verdicts;
    }

    private static async Task<ScenarioAnswer> AskAsync(HttpClient client, Uri address, Scenario scenario, CancellationToken ct)
    {
        var text = "";
        try
        {
            using var body = new StringContent(JsonText.Of(RequestOf(scenario)), Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(address, body, ct).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw CheckFaults.BadAnswer(address.ToString(), scenario.Id, $"status {(int)response.StatusCode}");
            text = await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
            return Read(text);
        }
        catch (HttpRequestException exception)
        {
            throw CheckFaults.NoAnswer(address.ToString(), exception.Message, exception);
        }
        catch (TaskCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw CheckFaults.NoAnswer(address.ToString(), $"no answer within {s_patience.TotalSeconds:0} s", exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw CheckFaults.BadAnswer(address.ToString(), scenario.Id, exception.Message, exception);
        }
    }

    private static CheckRequest RequestOf(Scenario scenario) => new(scenario.Drugs, scenario.Allergies, scenario.Diagnoses);

    private static ScenarioAnswer AnswerOf(CheckReport report) => new(
        report.Drugs.GroupBy(drug => drug.Given).ToImmutableDictionary(same => same.Key, same => same.First().Codes.ToImmutableArray()),
        [.. report.Findings.Select(finding => (finding.Severity, finding.Codes.ToImmutableArray()))]);

    // Of a server's answer only what the contract asks for is read, so that another product can be measured too.
    private static ScenarioAnswer Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        static ImmutableArray<Code> Codes(JsonElement element) => [.. element.GetProperty("codes").EnumerateArray().Select(code => Code.Parse(code.GetString()!))];
        return new ScenarioAnswer(
            document.RootElement.GetProperty("drugs").EnumerateArray().GroupBy(drug => drug.GetProperty("given").GetString()!).ToImmutableDictionary(same => same.Key, same => Codes(same.First())),
            [.. document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => (LevelOf(finding.GetProperty("severity").GetString()!), Codes(finding)))]);
    }

    private static Severity LevelOf(string word) => SeverityText.Words.ToList().IndexOf(word) is >= 0 and var at ? (Severity)(at + 1) : throw new JsonException($"'{word}' is no severity");
}
