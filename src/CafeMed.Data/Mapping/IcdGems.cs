using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>ICD-9 to ICD-10 and back, diagnoses and procedures, by the General Equivalence Mappings.</summary>
/// <remarks>
/// Source: CMS and NCHS, General Equivalence Mappings, editions 2014 to 2018, from ICD-9 to ICD-10. The way back is the same table read
/// backwards, not the government's own backward table: it has no target that the forward one does not name.
/// All targets are kept; nothing is chosen. A table is read when its first code is asked for.
/// </remarks>
public sealed class IcdGems
{
    private readonly Lazy<Table> _diagnoses = new(() => new Table("gem-diagnoses", CodeSystem.Icd9Cm, CodeSystem.Icd10Cm));
    private readonly Lazy<Table> _procedures = new(() => new Table("gem-procedures", CodeSystem.Icd9Proc, CodeSystem.Icd10Pcs));

    /// <summary>All targets of <paramref name="code"/> in the other edition; none where there is no such code, or the mapping says that it has no counterpart.</summary>
    public ImmutableArray<GemTarget> Of(Code code) => TableOf(code.System) is { } table
        ? [.. (code.System == table.Nine ? table.Forward : table.Backward)[code.Value]]
        : [];

    /// <summary>The system that codes of <paramref name="system"/> are mapped to, or <see langword="null"/> where it is no edition of ICD.</summary>
    public static CodeSystem? Other(CodeSystem system) => system.Name switch
    {
        "Icd9Cm" => CodeSystem.Icd10Cm,
        "Icd10Cm" => CodeSystem.Icd9Cm,
        "Icd9Proc" => CodeSystem.Icd10Pcs,
        "Icd10Pcs" => CodeSystem.Icd9Proc,
        _ => null,
    };

    /// <summary>Every pair of codes from <paramref name="system"/>.</summary>
    internal IEnumerable<(string From, Code To)> Pairs(CodeSystem system) => TableOf(system) is { } table
        ? (system == table.Nine ? table.Forward : table.Backward).SelectMany(group => group.Select(target => (group.Key, target.Code)).Distinct())
        : [];

    private Table? TableOf(CodeSystem system) => system.Name switch
    {
        "Icd9Cm" or "Icd10Cm" => _diagnoses.Value,
        "Icd9Proc" or "Icd10Pcs" => _procedures.Value,
        _ => null,
    };

    private sealed class Table
    {
        public Table(string name, CodeSystem nine, CodeSystem ten)
        {
            Nine = nine;
            var rows = MapTable.Lines(name).Where(line => line[1].Length > 0).ToList();
            Forward = rows.ToLookup(line => line[0], line => Target(new Code(ten, line[1]), line[2]));
            Backward = rows.ToLookup(line => line[1], line => Target(new Code(nine, line[0]), line[2]));
        }

        public CodeSystem Nine { get; }

        public ILookup<string, GemTarget> Forward { get; }

        public ILookup<string, GemTarget> Backward { get; }

        private static GemTarget Target(Code code, string flags) => new(code, flags[0] == '1', flags[2] == '1', flags[3] - '0', flags[4] - '0');
    }
}
