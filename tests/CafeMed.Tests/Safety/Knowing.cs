using System.Collections.Immutable;
using CafeMed.Data.Names;
using CafeMed.Safety;
using CafeMed.Safety.Checking;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Tests.Safety;

/// <summary>The shipped knowledge once for all tests, and short ways to ask the rules.</summary>
internal static class Knowing
{
    public static readonly SafetyKnowledge Shipped = SafetyKnowledge.Shipped();
    public static readonly IReadOnlyDictionary<string, RuleOptions> Defaults = new Dictionary<string, RuleOptions>();
    private static readonly CodeNames s_names = new();

    public static Func<Code, string> Label => s_names.Label;

    public static Recommendation Proposing(params IEnumerable<string> codes) =>
        new("test", [.. codes.Select(code => new ScoredMedication(Code.Atc(code), 0.9, true, []))], []);

    public static Patient Patient(IEnumerable<Code>? allergies = null, IEnumerable<Code>? diagnoses = null, IEnumerable<Code>? before = null)
    {
        var now = new Visit("now", new DateTime(2150, 2, 1), null, Codes(allergies, diagnoses));
        return new Patient("p", before is null ? [now] : [new Visit("before", new DateTime(2150, 1, 1), null, Codes(null, before)), now]);
    }

    /// <summary>What a rule of the catalogue says.</summary>
    public static ImmutableArray<Finding> Review(string rule, Patient patient, params string[] codes)
    {
        var drugs = CodeSet.From(codes.Select(Code.Atc));
        var made = SafetyRules.Catalogue.Compose(rule, DirectGraph.Of(Shipped.Interactions, drugs), Label, Shipped);
        return [.. RuleReview.Of(made, patient, Proposing(codes))];
    }

    public static Code Icd10(string value) => new(CodeSystem.Icd10Cm, value);

    public static Code Icd9(string value) => new(CodeSystem.Icd9Cm, value);

    public static Code Words(string text) => new(CodeSystem.Local, text);

    private static VisitCodes Codes(IEnumerable<Code>? allergies, IEnumerable<Code>? diagnoses) => VisitCodes.Empty
        .With(CodeKind.Allergy, CodeSet.From(allergies ?? []))
        .With(CodeKind.Diagnosis, CodeSet.From(diagnoses ?? []));
}
