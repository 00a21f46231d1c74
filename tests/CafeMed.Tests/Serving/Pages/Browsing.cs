using System.Collections.Concurrent;
using System.Text.Json;
using CafeMed.Learning.Evaluation.Report;
using CafeMed.Serving;
using CafeMed.Serving.Audit;
using CafeMed.Tests.Data;
using CafeMed.Tests.Inference;
using CafeMed.Tests.Learning;
using CafeMed.Tests.Learning.Evaluation.Report;
using CafeMed.Tests.Safety;
using Microsoft.Playwright;

namespace CafeMed.Tests.Serving.Pages;

/// <summary>Chromium from Debian's package, and a real server with the bundle of a tiny study, for as long as a test class runs.</summary>
public sealed class Browsing : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string s_axe = Repository.Read(Repository.File("tests/CafeMed.Tests/Serving/Pages/axe.min.js"));
    private readonly TempFolder _folder = new();
    private TinyBundle? _bundle;
    private AuditLog? _audit;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where screenshots lie after a run; git ignores it.</summary>
    public static DirectoryInfo Screenshots { get; } = new(Path.Combine(AppContext.BaseDirectory, "screenshots"));

    /// <summary>A patient whose sets can be traded, with a pair that interacts.</summary>
    public Patient Someone { get; private set; } = null!;

    internal TestServer Server { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The model of the tiny study, with a card, a report, and people to try.</summary>
    internal static ServedModel Model(TinyBundle tiny, ServedModel like)
    {
        var model = ServedModel.Of(tiny.Open(), Knowing.Shipped);
        return model with
        {
            Recommender = new Sure(model.Recommender),
            Maps = like.Maps,
            CardJson = """
                {"title":"tiny on made-up people","warnings":["The people behind this model are made up."],"filled":1,"open":1,
                 "attributes":[{"number":"1.1","key":"developer","group":"Output","title":"Developer","filledBy":"project","answer":["The tests."],"toDo":null},
                               {"number":"1.2","key":"funding","group":"Output","title":"Funding","filledBy":"open","answer":[],"toDo":"To be filled by the deployer: who paid."}],
                 "groups":[{"kind":"sex","group":"Local:f","patients":12,"jaccard":{"estimate":0.4,"lower":0.3,"upper":0.5},"f1":null,"calibration":null}]}
                """,
            ReportHtml = ReportPage.Render(SampleRun.Create()),
            Samples = [.. TinyStudy.Cohort(40, 2).Patients, TinyStudy.Stranger],
        };
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        _bundle = new TinyBundle();
        var model = Model(_bundle, new StubModel().Read(Ct));
        var place = new AuditOptions { Store = _folder.File("audit.db").FullName };
        _audit = await AuditLog.OpenAsync(place, TimeProvider.System, Ct);
        await FillAsync(_audit);
        Server = await TestServer.StartAsync(TestServer.Plain with { Audit = new() { Store = place.Store } }, new Fixed(model), _audit);
        foreach (var patient in model.Samples)
        {
            var advice = (await Server.PostAsync("/v1/recommendations?safe=true", TestServer.JsonOf(patient))).Ok();
            var own = (await Server.PostAsync("/v1/recommendations", TestServer.JsonOf(patient))).Ok();
            if (advice.GetProperty("safe").GetProperty("tradeOff").GetArrayLength() > 1 && own.GetProperty("findings").EnumerateArray().Any(finding => finding.GetProperty("codes").GetArrayLength() == 2))
            {
                Someone = patient;
                break;
            }
        }
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        Screenshots.Create();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (Server is not null)
            await Server.DisposeAsync();
        if (_audit is not null)
            await _audit.DisposeAsync();
        _bundle?.Dispose();
        _folder.Dispose();
    }

    /// <summary>A window on a page of the server; skips the test, by name, where there is no Chromium.</summary>
    internal async Task<Window> OpenAsync(string path = "/", int width = 1280, bool dark = false, TestServer? server = null)
    {
        Assert.SkipWhen(_browser is null, $"Needs Chromium at {Chromium} (Debian's package chromium), which is not there.");
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = width > 500 ? 900 : 844 }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(10_000);
        var window = new Window(context, await context.NewPageAsync(), (server ?? Server).Url);
        await window.Page.GotoAsync(window.Url + path);
        return window;
    }

    private static async Task FillAsync(AuditLog log)
    {
        for (var i = 0; i < 4; i++)
        {
            var facts = new AuditFacts("order-select", 2, [new CardFact($"card-{i}", i == 0 ? "critical" : "warning", "interacting-pair"), new CardFact($"more-{i}", "info", "many-drugs")]);
            await log.AppendAsync(new AuditEntry("cds-hooks/order-select", "someone", "hash", TimeProvider.System.GetUtcNow(), new byte[] { 1 }, new byte[] { 2 }, facts.ToJson()), Ct);
            await log.RecordFeedbackAsync(new FeedbackEntry("order-select", $"card-{i}", i == 0 ? FeedbackOutcome.Accepted : FeedbackOutcome.Overridden, [], i == 0 ? null : "urn:reasons", i == 0 ? null : "will-monitor", null, TimeProvider.System.GetUtcNow(), ""), Ct);
        }
    }

    /// <summary>Forty people are too few for intervals: these are made up.</summary>
    private sealed class Sure(IRecommender model) : IRecommender
    {
        public string Name => model.Name;

        public async ValueTask<Recommendation> RecommendAsync(Patient patient, CancellationToken ct)
        {
            var answer = await model.RecommendAsync(patient, ct);
            return answer with
            {
                Medications =
                [
                    .. answer.Medications.Select(drug => drug with
                    {
                        Certainty = new DrugCertainty(new Interval(drug.Probability, 0.9 * drug.Probability, 1 - 0.9 * (1 - drug.Probability)), drug.Certainty?.InSetsOf ?? []),
                    }),
                ],
            };
        }
    }

    private sealed class Fixed(ServedModel model) : IModelSource
    {
        public ServedModel Read(CancellationToken ct) => model;
    }

    /// <summary>One window, which remembers what a page must not do.</summary>
    internal sealed class Window : IAsyncDisposable
    {
        private readonly IBrowserContext _context;
        private readonly ConcurrentQueue<string> _wrong = [];

        public Window(IBrowserContext context, IPage page, string url)
        {
            (_context, Page, Url) = (context, page, url);
            page.Console += (_, message) =>
            {
                // A refused request is logged by the browser itself, whatever the page makes of it.
                if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                    _wrong.Enqueue($"console: {message.Text}");
            };
            page.PageError += (_, error) => _wrong.Enqueue($"error: {error}");
            context.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(url + "/", StringComparison.Ordinal))
                    _wrong.Enqueue($"request: {request.Url}");
            };
        }

        public IPage Page { get; }

        public string Url { get; }

        public ILocator this[string selector] => Page.Locator(selector);

        /// <summary>Chooses a patient to try, and waits for the advice and the safe sets.</summary>
        public async Task ChooseAsync(string id)
        {
            await this["#sample option"].Nth(1).WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await this["#sample"].SelectOptionAsync(id);
            await SettledAsync();
        }

        /// <summary>Waits until advice and safe sets are there.</summary>
        public async Task SettledAsync()
        {
            await this["#advice"].WaitForAsync();
            await Page.WaitForFunctionAsync("() => !document.getElementById('slide').disabled");
        }

        public async Task<string> TextAsync(string selector) => await this[selector].InnerTextAsync();

        public async Task<string[]> DrugsAsync() => [.. await this["#drugs .drug"].EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.code)")];

        /// <summary>No violation of accessibility, no sideways scrolling, nothing wrong so far; and a screenshot of the state.</summary>
        public async Task CheckAsync(string state)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.FullName, $"{state}.png"), FullPage = true });
            await Page.EvaluateAsync(s_axe);
            var found = await Page.EvaluateAsync<JsonElement>(
                "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.target.join(' ')).join(', ')}`)");
            Assert.Empty(found.EnumerateArray().Select(one => $"{state}: {one.GetString()}"));
            Assert.True(await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") <= 0, $"{state} scrolls sideways.");
            Assert.Empty(_wrong);
        }

        public async ValueTask DisposeAsync() => await _context.DisposeAsync();
    }
}
