using System.Collections.Immutable;

namespace CafeMed.Tests.Core.Advising;

public sealed class AdvisorTests
{
    private static readonly Patient s_patient = Small.Anna;

    [Fact]
    public async Task Kept_started_and_dropped_tell_the_proposal_from_the_last_visit()
    {
        var advice = await Advise([Small.Metformin, Small.Warfarin]);

        Assert.Equal([Small.Metformin], advice.Kept);
        Assert.Equal([Small.Warfarin], advice.Started);
        Assert.Equal([Small.Lisinopril], advice.Dropped);
        Assert.Equal(("anna", "anna-2"), (advice.Patient, advice.Visit));
    }

    [Fact]
    public async Task At_a_first_visit_everything_is_started()
    {
        var advice = await new Advisor(new Fixed([Small.Metformin]), []).AdviseAsync(Small.Ben, TestContext.Current.CancellationToken);

        Assert.Equal([Small.Metformin], advice.Started);
        Assert.Empty(advice.Kept.Concat(advice.Dropped));
    }

    [Fact]
    public async Task Findings_come_loudest_first_and_within_a_severity_in_the_order_of_the_rules()
    {
        var advice = await Advise([Small.Warfarin], new Quiet(), new Loud());

        Assert.Equal(["stop", "mind", "note", "also"], advice.Findings.Select(finding => finding.Message));
    }

    [Fact]
    public async Task A_finding_bears_its_rule_and_the_source_of_its_facts()
    {
        var advice = await Advise([Small.Warfarin], new Loud());

        Assert.All(advice.Findings, finding => Assert.Equal("loud", finding.Rule));
        Assert.Equal(["guideline A", "its own"], advice.Findings.Select(finding => finding.Source));
    }

    [Fact]
    public async Task Nothing_is_removed_from_a_proposal_however_loud_the_objection()
    {
        CodeSet proposed = [Small.Warfarin, Small.Ibuprofen];

        var advice = await Advise(proposed, new Loud());

        Assert.Equal(proposed, advice.Recommendation.Codes);
        Assert.Equal(proposed.Order(), advice.Kept.Concat(advice.Started).Order());
    }

    [Fact]
    public async Task What_any_rule_knows_nothing_of_is_unchecked_once()
    {
        var advice = await Advise([Small.Warfarin, Small.Ibuprofen], new Loud(), new Quiet());

        Assert.Equal([Small.Warfarin], advice.Unchecked);
    }

    [Fact]
    public async Task Cancellation_reaches_the_recommender()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await new Advisor(new Fixed([]), []).AdviseAsync(s_patient, cancelled.Token));
    }

    [Fact]
    public void The_proposed_are_listed_in_the_order_of_the_recommendation()
    {
        var recommendation = new Recommendation("r",
        [
            new(Small.Warfarin, .9, true, []), new(Small.Ibuprofen, .8, false, []), new(Small.Metformin, .7, true, []),
        ], []);

        Assert.Equal([Small.Warfarin, Small.Metformin], recommendation.Proposed.Select(medication => medication.Code));
        Assert.Equal([Small.Metformin, Small.Warfarin], recommendation.Codes);
    }

    private static async Task<Advice> Advise(CodeSet proposed, params ISafetyRule[] rules) =>
        await new Advisor(new Fixed(proposed), rules).AdviseAsync(s_patient, TestContext.Current.CancellationToken);

    private sealed class Fixed(CodeSet proposed) : IRecommender
    {
        public string Name => "fixed";

        public ValueTask<Recommendation> RecommendAsync(Patient patient, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            return new(new Recommendation(Name, [.. proposed.Select(code => new ScoredMedication(code, .9, true, []))], []));
        }
    }

    [Part("loud", Source = "guideline A", Summary = "Objects to everything.")]
    private sealed class Loud : ISafetyRule
    {
        public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation) =>
            [Say(Severity.Warning, "mind") with { Source = "its own" }, Say(Severity.Contraindicated, "stop")];

        public IEnumerable<Code> Unknown(CodeSet medications) => medications.Where(code => code == Small.Warfarin);
    }

    [Part("quiet", Source = "guideline B", Summary = "Takes note.")]
    private sealed class Quiet : ISafetyRule
    {
        public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation) => [Say(Severity.Note, "note"), Say(Severity.Note, "also")];

        public IEnumerable<Code> Unknown(CodeSet medications) => medications.Where(code => code == Small.Warfarin);
    }

    private static Finding Say(Severity severity, string message) => new(severity, ImmutableArray<Code>.Empty, message);
}
