using DuckDB.NET.Data;

namespace CafeMed.Data.Fhir;

/// <summary>What was read of the resources, in tables that may be larger than memory.</summary>
internal sealed class FhirStore : IDisposable
{
    private readonly DuckDBAppender _people;
    private readonly DuckDBAppender _encounters;
    private readonly DuckDBAppender _facts;
    private readonly DuckDBAppender _drugs;
    private readonly DuckDBAppender _urls;

    public FhirStore(DuckStore store, CancellationToken ct)
    {
        store.Execute(FhirScript.Tables, ct);
        (_people, _encounters, _facts, _drugs, _urls) =
            (store.Appender("person"), store.Appender("encounter"), store.Appender("fact"), store.Appender("drug"), store.Appender("url"));
    }

    /// <summary>A Patient.</summary>
    public void Person(FhirHead head, DateTime? birth, string? gender) =>
        Start(_people, head).AppendValue(birth).AppendValue(gender).EndRow();

    /// <summary>An Encounter.</summary>
    public void Encounter(FhirHead head, FhirStay stay) => Start(_encounters, head)
        .AppendValue(head.Reason).AppendValue(stay.Patient).AppendValue(stay.Parent).AppendValue(stay.Start).AppendValue(stay.Stop)
        .AppendValue(stay.Class).AppendValue(stay.Type).AppendValue(stay.Site).AppendValue(stay.Unit).EndRow();

    /// <summary>One code of a resource, or the reason why it has none.</summary>
    public void Fact(FhirHead head, FhirFact fact, Code? code) => Start(_facts, head)
        .AppendValue(head.Type).AppendValue(head.Reason).AppendValue(fact.Patient).AppendValue(fact.Encounter).AppendValue(fact.Kind.ToString())
        .AppendValue(fact.When?.Earliest).AppendValue(fact.When?.Latest).AppendValue(fact.Known).AppendValue(fact.Lasting)
        .AppendValue(code?.System.Name).AppendValue(code?.Value).AppendValue(fact.Shown).AppendValue(fact.Drug).EndRow();

    /// <summary>One ingredient of a Medication that others refer to, or none.</summary>
    public void Drug(FhirHead head, Code? code, string shown) =>
        Start(_drugs, head).AppendValue(code?.Value).AppendValue(shown).EndRow();

    /// <summary>The URL of an entry that does not end with the resource's identifier.</summary>
    public void Url(string type, string url, string id) => _urls.CreateRow().AppendValue(type).AppendValue(url).AppendValue(id).EndRow();

    public void Dispose()
    {
        foreach (var table in new[] { _people, _encounters, _facts, _drugs, _urls })
            table.Dispose();
    }

    private static IDuckDBAppenderRow Start(DuckDBAppender table, FhirHead head) =>
        table.CreateRow().AppendValue(head.Number).AppendValue(head.Id).AppendValue(head.Updated);
}
