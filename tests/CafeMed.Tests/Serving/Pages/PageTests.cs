using System.Security.Cryptography;
using System.Text;
using CafeMed.Tests.Learning;
using Microsoft.Playwright;

namespace CafeMed.Tests.Serving.Pages;

/// <summary>The page in a real browser against a real server.</summary>
[Collection(TorchTests.Turn)]
public sealed class PageTests(Browsing browsing) : IClassFixture<Browsing>
{
    [Fact]
    public async Task A_patient_is_chosen_and_drugs_appear_with_intervals_evidence_and_gates()
    {
        await using var window = await browsing.OpenAsync();
        await window["#sample option"].Nth(1).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await window.CheckAsync("patient-empty");
        await window.ChooseAsync(browsing.Someone.Id);

        Assert.NotEmpty(await window.DrugsAsync());
        Assert.Matches("[0-9]+ %", await window.TextAsync("#drugs .drug >> nth=0"));
        Assert.Equal(await window["#drugs .drug"].CountAsync(), await window["#drugs .drug .fill"].CountAsync());
        Assert.Equal(3 * await window["#drugs .drug"].CountAsync(), await window["#drugs .drug .whisker"].CountAsync());
        Assert.Matches("[0-9]+–[0-9]+ %", await window.TextAsync("#drugs .drug >> nth=0"));
        Assert.Contains("◆ in set", await window.TextAsync("#drugs .drug >> nth=0"), StringComparison.Ordinal);
        Assert.Contains("synthetic records", await window.TextAsync("#made-up"), StringComparison.Ordinal);
        Assert.Contains("not a medical device", await window.TextAsync(".notice"), StringComparison.Ordinal);
        Assert.True(await window[".graph svg[role=img] .arc"].CountAsync() > 0);
        Assert.True(await window["#findings .badge"].CountAsync() > 0);

        var first = window["#drugs .drug"].First;
        await first.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("true", await first.GetAttributeAsync("aria-expanded"));
        Assert.Contains("in everybody", await window.TextAsync("#drugs .evidence >> nth=0"), StringComparison.Ordinal);
        Assert.True(await window["#drugs .axis .ghost"].CountAsync() > 0);
        await window.CheckAsync("patient-evidence");

        await window.Page.Keyboard.PressAsync("Escape");
        Assert.Equal("false", await first.GetAttributeAsync("aria-expanded"));
        await window.Page.Keyboard.PressAsync("ArrowDown");
        Assert.True(await window["#drugs .drug"].Nth(1).EvaluateAsync<bool>("row => row === document.activeElement"));
    }

    [Fact]
    public async Task Changes_are_tried_and_undone_and_the_difference_is_shown()
    {
        await using var window = await browsing.OpenAsync();
        await window.ChooseAsync(browsing.Someone.Id);
        var before = await window.DrugsAsync();

        await window["#visit .x"].First.ClickAsync();
        await window["#difference h2"].WaitForAsync();
        await window.SettledAsync();
        Assert.Contains("removed", await window.TextAsync("#difference"), StringComparison.Ordinal);
        await window["#add-drug"].FillAsync("digoxin");
        await window.Page.Keyboard.PressAsync("Enter");
        await window["#drugs .drug[data-code='Atc:C01AA']"].WaitForAsync();
        Assert.Contains("unknown", await window.TextAsync("#drugs .drug[data-code='Atc:C01AA']"), StringComparison.Ordinal);
        Assert.Contains("new here", await window.TextAsync("#drugs .drug[data-code='Atc:C01AA']"), StringComparison.Ordinal);
        Assert.Equal(2, await window["#change-list li"].CountAsync());
        Assert.True(await window["#change-list li:last-child button"].EvaluateAsync<bool>("button => button === document.activeElement"));
        await window.SettledAsync();
        await window.CheckAsync("patient-what-if");

        await window["#clear"].ClickAsync();
        await window["#difference h2"].WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal(before, await window.DrugsAsync());
    }

    [Fact]
    public async Task A_diagnosis_is_found_by_its_name()
    {
        await using var window = await browsing.OpenAsync();
        await window.ChooseAsync(browsing.Someone.Id);

        await window["#add-diagnosis"].PressSequentiallyAsync("diagnosis D");
        await window["#l-diagnosis option"].First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(10, await window["#l-diagnosis option"].CountAsync());
        var missing = TinyStudy.Diagnoses.First(code => !browsing.Someone.CurrentVisit.Diagnoses.Contains(code));
        await window["#add-diagnosis"].FillAsync($"diagnosis {missing.Value}");
        await window.Page.Keyboard.PressAsync("Enter");
        await window["#change-list"].WaitForAsync();

        Assert.Contains($"diagnosis {missing.Value}", await window.TextAsync("#visit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_slider_moves_by_the_keyboard_and_changes_the_set()
    {
        await using var window = await browsing.OpenAsync();
        await window.ChooseAsync(browsing.Someone.Id);
        var own = await window.DrugsAsync();
        var slide = window["#slide"];
        Assert.Contains("own set", await slide.GetAttributeAsync("aria-valuetext"), StringComparison.Ordinal);

        await slide.FocusAsync();
        await window.Page.Keyboard.PressAsync("End");
        await window["#difference h2"].WaitForAsync();

        Assert.Contains("burden", await slide.GetAttributeAsync("aria-valuetext"), StringComparison.Ordinal);
        Assert.NotEqual(own, await window.DrugsAsync());
        Assert.True(await slide.EvaluateAsync<bool>("slide => slide === document.activeElement"));
        await window.CheckAsync("patient-trade-off");
        await window.Page.Keyboard.PressAsync("Home");
        await window["#difference h2"].WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal(own, await window.DrugsAsync());
    }

    [Fact]
    public async Task An_allergy_is_set_and_found()
    {
        await using var window = await browsing.OpenAsync();
        await window.ChooseAsync(browsing.Someone.Id);
        await window["#add-drug"].FillAsync("amoxicillin");
        await window.Page.Keyboard.PressAsync("Enter");
        await window["#change-list li"].First.WaitForAsync();

        await window["#add-allergy"].FillAsync("penicillin");
        await window.Page.Keyboard.PressAsync("Enter");
        await window["#change-list li"].Nth(1).WaitForAsync();

        Assert.Contains("known-allergy", await window["#findings"].TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("penicillin", await window.TextAsync("#visit"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", await window["#wrong-change"].TextContentAsync());
    }

    [Fact]
    public async Task An_alternative_takes_the_place_of_a_drug()
    {
        await using var window = await browsing.OpenAsync();
        await window.ChooseAsync(browsing.Someone.Id);
        var offer = window["#findings .instead button"].First;
        var words = await offer.GetAttributeAsync("aria-label");

        await offer.ClickAsync();
        await window["#change-list li"].Nth(1).WaitForAsync();

        Assert.Contains("in place of", words, StringComparison.Ordinal);
        Assert.Equal(1, await window["#difference .plus"].CountAsync());
        Assert.Equal(1, await window["#difference .minus"].CountAsync());
    }

    [Fact]
    public async Task A_server_that_is_gone_is_said_and_the_advice_stays()
    {
        await using var server = await TestServer.StartAsync();
        await using var window = await browsing.OpenAsync(server: server);
        await window.ChooseAsync("sample-1");
        await server.App.StopAsync(TestContext.Current.CancellationToken);

        await window["#visit .x"].First.ClickAsync();
        await window.Page.Locator("#wrong-change", new() { HasText = "The server does not answer" }).WaitForAsync();

        Assert.Equal(3, (await window.DrugsAsync()).Length);
        Assert.Equal(0, await window["#change-list"].CountAsync());
    }

    [Fact]
    public async Task Codes_that_nobody_knows_are_listed_and_abstention_is_said()
    {
        await using var window = await browsing.OpenAsync(width: 390);
        await window.ChooseAsync(TinyStudy.Stranger.Id);

        Assert.Contains("would rather not advise", await window.TextAsync("#abstention"), StringComparison.Ordinal);
        Assert.Contains("not understood", await window.TextAsync("#tiles"), StringComparison.Ordinal);
        Assert.Contains("Icd10Cm:Z4", await window.TextAsync("#coverage"), StringComparison.Ordinal);
        await window.CheckAsync("patient-abstains-390");
    }

    [Fact]
    public async Task A_Bundle_is_pasted()
    {
        await using var window = await browsing.OpenAsync();
        await window["#paste summary"].ClickAsync();
        await window["#record"].FillAsync("""
            {"resourceType":"Bundle","type":"collection","entry":[
              {"resource":{"resourceType":"Patient","id":"f1","gender":"female","birthDate":"1950-05-01"}},
              {"resource":{"resourceType":"Encounter","id":"e2","status":"in-progress","class":{"code":"IMP"},"subject":{"reference":"Patient/f1"},"period":{"start":"2020-02-01"}}},
              {"resource":{"resourceType":"MedicationRequest","id":"m2","status":"active","intent":"order","subject":{"reference":"Patient/f1"},"encounter":{"reference":"Encounter/e2"},"authoredOn":"2020-02-02","medicationCodeableConcept":{"text":"zzyzx 12"}}},
              {"resource":{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/f1"},"encounter":{"reference":"Encounter/e2"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"D1"}]}}}]}
            """);
        await window["#advise"].ClickAsync();
        await window.SettledAsync();

        Assert.Contains("f1", await window.TextAsync("#visit"), StringComparison.Ordinal);
        Assert.Contains("zzyzx", await window.TextAsync("#coverage"), StringComparison.Ordinal);
        await window["#add-drug"].FillAsync("warfarin");
        await window.Page.Keyboard.PressAsync("Enter");
        await window["#difference h2"].WaitForAsync();
    }

    [Fact]
    public async Task What_is_refused_is_said_in_words_and_what_was_there_stays()
    {
        await using var window = await browsing.OpenAsync();
        await window.ChooseAsync(browsing.Someone.Id);
        await window["#paste summary"].ClickAsync();
        async Task<string> SayingAsync(string record, string wanted)
        {
            await window["#record"].FillAsync(record);
            await window["#advise"].ClickAsync();
            await window.Page.Locator("#wrong", new() { HasText = wanted }).WaitForAsync();
            return await window.TextAsync("#wrong");
        }

        await SayingAsync("not { json", "This is no JSON");
        await SayingAsync("[1]", "no object");
        Assert.Contains("(CM", await SayingAsync("""{"id":"p","visits":[]}""", "visit"), StringComparison.Ordinal);
        await window.SettledAsync();
        Assert.DoesNotContain("   at ", await SayingAsync("""{"resourceType":"Patient"}""", "Bundle"), StringComparison.Ordinal);
        await window["#add-drug"].FillAsync("warfarine-zz");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Locator("#wrong-change", new() { HasText = "CM6014" }).WaitForAsync();
        await window["#add-diagnosis"].FillAsync("no such illness");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Locator("#wrong-change", new() { HasText = "No diagnosis that training knew" }).WaitForAsync();

        Assert.NotEmpty(await window.DrugsAsync());
        Assert.Equal(0, await window["#change-list"].CountAsync());
        await window.CheckAsync("patient-refused");
    }

    [Theory]
    [InlineData(390, true)]
    [InlineData(1280, true)]
    public async Task Every_part_is_readable_on_narrow_screens_and_in_the_dark(int width, bool dark)
    {
        await using var window = await browsing.OpenAsync(width: width, dark: dark);
        await window.ChooseAsync(browsing.Someone.Id);
        await window["#drugs .drug"].First.ClickAsync();
        await window["#others summary"].ClickAsync();

        await window.CheckAsync($"patient-{width}-dark");
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task The_second_page_shows_the_model_card_and_the_report(int width, bool dark)
    {
        await using var window = await browsing.OpenAsync("/model", width, dark);
        await window[".host"].WaitForAsync();

        Assert.Contains("Funding", await window.TextAsync("#card"), StringComparison.Ordinal);
        Assert.Contains("To be filled by the deployer", await window.TextAsync("#card"), StringComparison.Ordinal);
        Assert.Contains("Research decision support", await window.Page.EvaluateAsync<string>("() => document.querySelector('.host').shadowRoot.textContent"), StringComparison.OrdinalIgnoreCase);
        await window.CheckAsync($"model-{width}");
    }

    [Theory]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    public async Task The_third_page_shows_the_audit_and_the_alert_burden(int width, bool dark)
    {
        await using var window = await browsing.OpenAsync("/audit", width, dark);
        await window["#chain .whole"].WaitForAsync();

        var tiles = await window.TextAsync("#tiles");
        Assert.Contains("100.0", tiles, StringComparison.Ordinal);
        Assert.Contains("75 %", tiles, StringComparison.Ordinal);
        Assert.Contains("will-monitor", await window.TextAsync("#reasons"), StringComparison.Ordinal);
        Assert.True(await window[".days .stack"].CountAsync() > 1);
        await window.CheckAsync($"audit-{width}");
    }

    [Fact]
    public async Task Where_a_key_is_needed_the_page_asks_for_it()
    {
        var key = new string('k', 32);
        await using var server = await TestServer.StartAsync(TestServer.Plain with { Access = new() { ApiKeys = [new() { Name = "ward", Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) }] } });
        await using var window = await browsing.OpenAsync(server: server);

        await window["#access"].WaitForAsync();
        await window.CheckAsync("patient-key");
        await window["#key"].FillAsync(key);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.ChooseAsync("sample-1");

        Assert.Equal(3, (await window.DrugsAsync()).Length);
        Assert.False(await window["#made-up"].IsVisibleAsync());
        Assert.DoesNotContain(key, await window.Page.ContentAsync(), StringComparison.Ordinal);
    }
}
