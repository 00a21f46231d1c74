using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>Groups of diagnoses: AHRQ's Clinical Classifications Software, multi-level.</summary>
/// <remarks>
/// Source: AHRQ HCUP CCS for ICD-9-CM. An ICD-10 code is taken back to ICD-9 by the General Equivalence Mappings first, which is approximate, and
/// the answer names the codes; it is not AHRQ's own CCSR for ICD-10.
/// </remarks>
public sealed class CcsGroups(IcdGems gems)
{
    private readonly Lazy<Dictionary<string, (string Path, string Single)>> _codes = new(() =>
        MapTable.Lines("ccs-diagnoses").DistinctBy(line => line[0]).ToDictionary(line => line[0], line => (line[1], line[2]), StringComparer.Ordinal));

    private readonly Lazy<Dictionary<string, string>> _titles = new(() =>
        MapTable.Lines("ccs-labels").ToDictionary(line => line[0], line => line[1], StringComparer.Ordinal));

    /// <summary>The groups of <paramref name="code"/>, an ICD-9-CM or ICD-10-CM diagnosis; <see langword="null"/> where it has none.</summary>
    public CcsAnswer? Of(Code code)
    {
        ImmutableArray<Code> via = code.System == CodeSystem.Icd10Cm ? [.. gems.Of(code).Select(target => target.Code).Distinct()] : [];
        ImmutableArray<Code> asked = code.System == CodeSystem.Icd9Cm ? [code] : via;
        var found = asked.Select(nine => _codes.Value.GetValueOrDefault(nine.Value)).Where(entry => entry.Path is not null).ToList();
        return found.Count == 0 ? null : new CcsAnswer(
            [.. found.SelectMany(entry => Up(entry.Path)).Distinct().OrderBy(group => group.Level).ThenBy(group => group.Id, StringComparer.Ordinal)],
            [.. found.SelectMany(entry => entry.Single.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct().Order(StringComparer.Ordinal)],
            via);
    }

    /// <summary>What the multi-level group with this number is called; the number itself where no title is known.</summary>
    public string TitleOf(string id) => _titles.Value.GetValueOrDefault(id, id);

    private IEnumerable<CcsGroup> Up(string path)
    {
        for (var end = path.IndexOf('.', StringComparison.Ordinal); ; end = path.IndexOf('.', end + 1))
        {
            var id = end < 0 ? path : path[..end];
            yield return new(id.Count(letter => letter == '.') + 1, id, _titles.Value.GetValueOrDefault(id, id));
            if (end < 0)
                yield break;
        }
    }
}
