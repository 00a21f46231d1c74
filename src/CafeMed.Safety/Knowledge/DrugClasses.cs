using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace CafeMed.Safety.Knowledge;

/// <summary>Named classes of drugs: each a list of ATC codes of any level and of other classes, written <c>@name</c>.</summary>
/// <remarks>
/// A CSV with the columns <c>class,member</c>. A code of a table is an ATC code or <c>@name</c>. A drug is in a class when one of the
/// class's codes is the drug's own or stands above it; a group overlaps a class when it stands above one of the class's codes.
/// </remarks>
public sealed class DrugClasses
{
    private readonly Dictionary<string, (int Line, ImmutableArray<string> Members)> _members;
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> _codes = new(StringComparer.Ordinal);
    private readonly string _table;

    private DrugClasses(string table, Dictionary<string, (int, ImmutableArray<string>)> members) => (_table, _members) = (table, members);

    /// <summary>The classes that ship with the product; see data/safety.</summary>
    public static DrugClasses Shipped() => Of(CsvTable.Shipped("safety/classes.csv", "class", "member"));

    /// <summary>Reads classes.</summary>
    /// <param name="text">CSV with the columns <c>class,member</c>.</param>
    /// <param name="name">What faults call the table.</param>
    /// <exception cref="CafeMedException"><c>CM4010</c> to <c>CM4012</c>: malformed; <c>CM4013</c>: a class contains itself; <c>CM4014</c>: no such class.</exception>
    public static DrugClasses Read(TextReader text, string name)
    {
        var classes = Of(CsvTable.Read(text, name, "class", "member"));
        foreach (var one in classes.Names)
            _ = classes.CodesOf("@" + one, name, classes._members[one].Line);
        return classes;
    }

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => _members.Keys.Order(StringComparer.Ordinal);

    /// <summary>The codes of a class or of a code itself.</summary>
    /// <param name="text"><c>@name</c>, or an ATC code of any level.</param>
    /// <exception cref="CafeMedException"><c>CM4013</c>: a class contains itself; <c>CM4014</c>: no such class.</exception>
    public DrugClass this[string text] => new(text.TrimStart('@'), CodesOf(text, _table, 0));

    internal DrugClass Of(CsvTable.Row row, string column)
    {
        var words = row.Words(column);
        if (words.Length == 0)
            throw row.Bad(column, "names no drug");
        foreach (var word in words)
            if (word[0] != '@' && !IsCode(word))
                throw row.Bad(column, "is neither an ATC code nor a class written @name");
        return new DrugClass(row[column].TrimStart('@'), [.. words.SelectMany(word => CodesOf(word, row.Table, row.Line)).Distinct(StringComparer.Ordinal)]);
    }

    private static DrugClasses Of(CsvTable table)
    {
        var members = new Dictionary<string, (int, ImmutableArray<string>)>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var (name, member) = (row["class"], row["member"]);
            if (name.Length == 0)
                throw row.Bad("class", "is empty");
            if (!(member.StartsWith('@') || IsCode(member)))
                throw row.Bad("member", "is neither an ATC code nor a class written @name");
            members[name] = members.TryGetValue(name, out var known) ? (known.Item1, known.Item2.Add(member)) : (row.Line, [member]);
        }
        return new DrugClasses(table.Name, members);
    }

    private static bool IsCode(string text) =>
        text.Length is 1 or 3 or 4 or 5 or 7 && char.IsAsciiLetterUpper(text[0]) && text.All(char.IsAsciiLetterOrDigit);

    private ImmutableArray<string> CodesOf(string text, string table, int line) =>
        text.StartsWith('@') ? _codes.GetOrAdd(text[1..], name => [.. Expand(name, table, line, []).Distinct(StringComparer.Ordinal)]) : [text];

    private List<string> Expand(string name, string table, int line, ImmutableArray<string> path)
    {
        if (path.Contains(name))
            throw SafetyFaults.CyclicClass(path.Add(name).Select(one => "@" + one));
        if (!_members.TryGetValue(name, out var own))
            throw SafetyFaults.UnknownClass(table, line, name, Nearest.To(name, _members.Keys));
        var codes = new List<string>();
        foreach (var member in own.Members)
        {
            if (member.StartsWith('@'))
                codes.AddRange(Expand(member[1..], _table, own.Line, path.Add(name)));
            else
                codes.Add(member);
        }
        return codes;
    }
}
