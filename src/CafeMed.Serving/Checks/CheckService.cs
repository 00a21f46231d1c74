using System.Collections.Immutable;
using CafeMed.Data;
using CafeMed.Data.Names;
using CafeMed.Safety.Checking;
using CafeMed.Safety.Knowledge;
using CafeMed.Safety.Rules;

namespace CafeMed.Serving.Checks;

/// <summary>Answers checks: reads what people write, asks the rules, and puts the answer into words.</summary>
internal sealed class CheckService
{
    // Beyond so many drugs hardly any alternative is free of findings, and the list of findings is long enough.
    private const int AlternativesUpTo = 100;

    private readonly SafetyKnowledge _knowledge;
    private readonly CodeNames _names;
    private readonly DrugReader _drugs;
    private readonly DrugCheck _check;

    /// <summary>Puts it together.</summary>
    public CheckService(SafetyKnowledge knowledge, CodeMaps maps, CodeNames names, IReadOnlyDictionary<string, RuleOptions> rules)
    {
        (_knowledge, _names) = (knowledge, names);
        (_drugs, _check) = (new DrugReader(maps, names), new DrugCheck(knowledge, names.Label, rules));
    }

    /// <summary>The rules behind it.</summary>
    public DrugCheck Engine => _check;

    /// <summary>Answers one request.</summary>
    /// <exception cref="CafeMedException"><c>CM6010</c>: no drug; <c>CM6011</c>: a diagnosis is none.</exception>
    public CheckReport Check(CheckRequest request)
    {
        var texts = request.Drugs.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text.Trim()).ToArray();
        if (texts.Length == 0)
            throw ServingFaults.NothingToCheck();
        var read = texts.Select(text => (Text: text, Read: _drugs.Read(text))).ToArray();
        var allergies = (request.Allergies ?? []).Select(text => (Text: text.Trim(), Codes: Allergy(text.Trim()))).ToArray();
        var diagnoses = (request.Diagnoses ?? []).Select(text => (Text: text.Trim(), Code: DiagnosisReader.Read(text))).ToArray();
        var (allergic, ill) = (CodeSet.From(allergies.SelectMany(one => one.Codes)), CodeSet.From(diagnoses.Select(one => one.Code)));
        var result = _check.Check([.. read.SelectMany(one => one.Read.Codes)], allergic, ill);
        var understood = read.Where(one => one.Read.Codes.Length > 0).ToArray();
        return new CheckReport
        {
            Drugs = [.. understood.Select(one => new CheckReport.Drug(
                one.Text, one.Read.Codes, [.. one.Read.Codes.Select(_names.Label)], one.Read.Basis, !one.Read.Codes.Any(result.Unknown.Contains)))],
            NotUnderstood = [.. read.Where(one => one.Read.Codes.Length == 0).Select(one => new CheckReport.Unclear(one.Text, _drugs.NearestTo(one.Text)))],
            Allergies = [.. allergies.Select(one => new CheckReport.Checked(one.Text, one.Codes, NameOf(one.Codes), !one.Codes.Any(result.UncheckedAllergies.Contains)))],
            Diagnoses = [.. diagnoses.Select(one => new CheckReport.Checked(one.Text, [one.Code], _names.Label(one.Code), !result.UncheckedDiagnoses.Contains(one.Code)))],
            Known = result.Drugs.Count - result.Unknown.Count,
            Of = result.Drugs.Count,
            Coverage = Coverage(result),
            Findings = Findings(result, allergic, ill),
            Interactions = _knowledge.Interactions.Source,
        };
    }

    /// <summary>The ATC codes that a drug's text means; none where it is not understood.</summary>
    public ImmutableArray<Code> Drug(string text) => _drugs.Read(text).Codes;

    /// <summary>The known name nearest to a drug's text, or <see langword="null"/>.</summary>
    public string? NearestTo(string text) => _drugs.NearestTo(text);

    private IReadOnlyList<CheckReport.Found> Findings(CheckResult result, CodeSet allergies, CodeSet diagnoses)
    {
        var instead = new Dictionary<Code, CheckReport.Instead>();
        CheckReport.Instead InsteadOf(Code code)
        {
            if (!instead.TryGetValue(code, out var known))
                instead[code] = known = new(code, _names.Label(code),
                    [.. _check.Alternatives(code, result, allergies, diagnoses).Select(other => new NamedCode(other, _names.Label(other)))]);
            return known;
        }
        var offers = result.Drugs.Count <= AlternativesUpTo;
        return
        [
            .. result.Findings.Select(finding => new CheckReport.Found(
                finding.Severity, SeverityWord.Means(finding.Severity), finding.Rule, finding.Codes, [.. finding.Codes.Select(_names.Label)], finding.Message, finding.Mechanism,
                finding.Management, finding.Source, finding.Version, finding.Levels,
                offers && finding.Severity >= Severity.Warning && finding.Codes.Length <= 2 ? [.. finding.Codes.Select(InsteadOf)] : [])),
        ];
    }

    /// <summary>What an allergy means: a class that the rules know, a drug's codes, or the words as they are.</summary>
    public CodeSet Allergy(string text)
    {
        var words = new Code(CodeSystem.Local, text);
        if (KnownAllergy.CanCheck(words, _knowledge.Tables))
            return [words];
        var codes = _drugs.Read(text).Codes;
        return codes.IsEmpty ? [words] : CodeSet.From(codes);
    }

    private string NameOf(CodeSet codes) => string.Join(", ", codes.Select(code => NamedCode.Told(_names.Label(code), code)));

    private string Coverage(CheckResult result)
    {
        var known = $"{result.Drugs.Count - result.Unknown.Count} of {NamedCode.Count(result.Drugs.Count, "drug")} known to the interaction tables";
        if (result.Unknown.Count == 0)
            return $"{known}. No finding about a drug means that the tables name none, not that it is safe.";
        // A single fact about a drug is no survey of it: what else it does is not known.
        var single = result.Unknown.Where(drug => result.Findings.Any(finding => finding.Codes.Length == 2 && finding.Codes.Contains(drug))).Select(_names.Label).ToArray();
        var partly = single.Length == 0 ? "" : $" (but for single facts about {string.Join(", ", single)})";
        return $"{known}; no statement about {result.Unknown.Count}: {string.Join(", ", result.Unknown.Select(_names.Label))}{partly}. That is not the same as safe.";
    }
}
