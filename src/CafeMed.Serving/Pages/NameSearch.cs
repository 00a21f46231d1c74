namespace CafeMed.Serving.Pages;

/// <summary>Finds codes and drugs by a part of their names: codes that training knew, and drugs that the shipped tables name.</summary>
internal sealed class NameSearch
{
    private const int Shortest = 2;
    private const int Longest = 80;
    private const int Most = 12;
    private volatile Index? _index;

    /// <summary>What can be searched.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["diagnosis", "procedure", "drug", "allergy"];

    /// <summary>Up to 12 matches: names that begin with <paramref name="text"/> first, then names with a word that does, then those that hold it. None for less than two characters.</summary>
    /// <exception cref="RefusedException">422: there is no such <paramref name="kind"/>.</exception>
    public IReadOnlyList<NameMatch> Find(ServedModel model, string? kind, string? text)
    {
        var wanted = text?.Trim() ?? "";
        if (kind is null || !Kinds.Contains(kind))
            throw new RefusedException(422, PageFaults.NoSuchNames(Kinds));
        if (wanted.Length is < Shortest or > Longest)
            return [];
        // The names of a model are put together once, when somebody first looks for one.
        var index = _index is { } ready && ReferenceEquals(ready.Model, model) ? ready : _index = Index.Of(model);
        return [.. index.ByKind[kind].Select(match => (Match: match, Rank: Rank(match, wanted))).Where(one => one.Rank > 0).OrderBy(one => one.Rank).Take(Most).Select(one => one.Match)];
    }

    private static int Rank(NameMatch match, string wanted)
    {
        if (match.Name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) || match.Text[(match.Text.IndexOf(':', StringComparison.Ordinal) + 1)..].StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
            return 1;
        var at = match.Name.IndexOf(wanted, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : char.IsLetterOrDigit(match.Name[at - 1]) ? 3 : 2;
    }

    private sealed record Index(ServedModel Model, IReadOnlyDictionary<string, NameMatch[]> ByKind)
    {
        public static Index Of(ServedModel model)
        {
            NameMatch[] Codes(CodeKind kind) => [.. model.Vocabularies[kind].Codes.Select(code => new NameMatch(code.ToString(), model.Names.Label(code))).OrderBy(match => match.Name.Length).ThenBy(match => match.Name, StringComparer.Ordinal)];
            NameMatch[] drugs = [.. model.Maps.KnownNames.Distinct().OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).Select(name => new NameMatch(name, name))];
            return new Index(model, new Dictionary<string, NameMatch[]>
            {
                ["diagnosis"] = Codes(CodeKind.Diagnosis),
                ["procedure"] = Codes(CodeKind.Procedure),
                ["drug"] = [.. Codes(CodeKind.Medication), .. drugs],
                ["allergy"] = drugs,
            });
        }
    }
}
