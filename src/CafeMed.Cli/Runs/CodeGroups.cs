using CafeMed.Data;
using CafeMed.Data.Names;

namespace CafeMed.Cli.Runs;

/// <summary>Groups of codes for discovery: CCS for diagnoses, the ICD category where that has none and for procedures; and what groups are called.</summary>
internal sealed class CodeGroups(CodeNames names)
{
    // Level 2 puts heart failure and atrial fibrillation together, level 4 is given for few.
    private const int Level = 3;
    private const string Ccs = "Ccs:";

    private readonly CcsGroups _ccs = new(new IcdGems());

    /// <summary>The group of a diagnosis or procedure.</summary>
    public string Of(CodeKind kind, Code code)
    {
        // An ICD-10 code may have several by way of ICD-9: the first of the deepest is taken.
        var group = kind == CodeKind.Diagnosis ? _ccs.Of(code)?.Groups.Where(group => group.Level <= Level).OrderByDescending(group => group.Level).FirstOrDefault() : null;
        return group is null ? CodeCategories.OwnOf(code).ToString() : Ccs + group.Id;
    }

    /// <summary>What a node is called.</summary>
    public string Label(CodeGraphNode node)
    {
        var name = Named(node.Group);
        return node.Tier == CodeTier.Before && IsCode(node.Group) ? "earlier: " + name : name;
    }

    private string Named(string group) => group.StartsWith(Ccs, StringComparison.Ordinal)
        ? _ccs.TitleOf(group[Ccs.Length..])
        : IsCode(group) ? Coded(Code.Parse(group)) : Plain(group);

    private string Coded(Code code) => names.Of(code) is { } name ? $"{name} ({code.Value})" : $"{code.System.Name} {code.Value}";

    // What is known on arrival is a kind and a code, both in words.
    private static string Plain(string group)
    {
        var space = group.IndexOf(' ', StringComparison.Ordinal);
        var colon = group.LastIndexOf(':');
        return colon < 0 || space < 0 ? group : $"{group[..space].ToLowerInvariant()}: {group[(colon + 1)..]}";
    }

    private static bool IsCode(string group) => group.Contains(':', StringComparison.Ordinal) && !group.Contains(' ', StringComparison.Ordinal);
}
