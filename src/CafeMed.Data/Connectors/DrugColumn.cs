namespace CafeMed.Data;

/// <summary>Where a table says which drug a row has.</summary>
/// <param name="System"><see cref="MapFile.Name"/> for texts, which are found in <c>drug_map</c>; another system for codes, which are found in <c>code_map</c>.</param>
/// <param name="Sql">A column, or an expression over the table's columns.</param>
public sealed record DrugColumn(CodeSystem System, string Sql)
{
    /// <summary>A drug's text.</summary>
    public static DrugColumn Name(string sql) => new(MapFile.Name, sql);
}
