namespace CafeMed.Data;

/// <summary>Our own neutral table, the way in for every data set that has no connector: one row per code of a visit.</summary>
/// <remarks>
/// <para>One file, or a folder of which every CSV and Parquet file is part of the table. Columns: <c>patient_id</c>, <c>visit_id</c>,
/// <c>started_at</c>, <c>ended_at</c>, <c>kind</c>, <c>system</c>, <c>code</c>, and, where it is known, <c>known_at</c>. See docs/events-table.md.</para>
/// <para>Strict: a row is used as it stands or dropped with its reason. Times are ISO 8601; kinds and systems are those of <see cref="CodeKinds"/> and
/// <see cref="CodeSystem.Known"/>, in any case; a system must fit its kind; all rows of a visit have the times of its first row. Drugs in RxNorm,
/// NDC or words (Local) are mapped to ATC; only ICD's dots are removed.</para>
/// </remarks>
[Part("events",
    Source = "CafeMed's own format, docs/events-table.md; cite the data set that the table was made from",
    Summary = "a table of events (*.csv, *.csv.gz, *.parquet; one file or a folder of them): the way in for any other data set")]
public sealed class Events : SqlConnector
{
    private const string UnknownSystem = "unknown code system";

    /// <inheritdoc/>
    public override string Label => "rows of kind Medication, as ATC codes of level 5; a code counts once a visit";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Folders => [];

    /// <inheritdoc/>
    protected override IReadOnlyList<SourceTable> Tables { get; } =
    [
        new("events", "patient_id", "visit_id", "started_at", "ended_at", "kind", "system", "code")
        {
            Key = "patient_id", OptionalColumns = ["known_at"], EveryFile = true,
            Drugs = [DrugColumn.Name(DrugIn("local")), new(CodeSystem.RxNorm, DrugIn("rxnorm")), new(CodeSystem.Ndc, DrugIn("ndc"))],
        },
    ];

    private static string DrugIn(string system) =>
        $"if(lower(trim(system)) = '{system}' and lower(trim(kind)) in ('medication', 'admissiondrug', 'allergy'), trim(code), null)";

    /// <inheritdoc/>
    protected override void Prepare(DuckStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.Execute("create or replace temp table kind_name (kind varchar); create or replace temp table system_name (system varchar)", CancellationToken.None);
        using (var kinds = store.Appender("kind_name"))
            foreach (var kind in CodeKinds.All)
                kinds.CreateRow().AppendValue(kind.ToString()).EndRow();
        using var systems = store.Appender("system_name");
        foreach (var system in CodeSystem.Known)
            systems.CreateRow().AppendValue(system.Name).EndRow();
    }

    /// <inheritdoc/>
    protected override void Conclude(ReceiptBuilder receipt, DirectoryInfo root)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(root);
        if (receipt.Rows("events") is > 0 and var rows && receipt.Dropped("events", UnknownSystem) == rows)
            throw ConnectorFaults.UnknownSystemsOnly(root.FullName, rows);
    }

    /// <inheritdoc/>
    protected override string Script =>
        """
        create temp table given as
        with cleaned as (
            select events.rowid as row, nullif(patient_id, '') as patient_id, nullif(visit_id, '') as visit_id,
                   nullif(trim(started_at), '') as start_text, nullif(trim(ended_at), '') as end_text, nullif(trim(known_at), '') as known_text,
                   time_of(start_text) as started_at, time_of(end_text) as ended_at, time_of(known_text) as known_at,
                   nullif(trim(events.kind), '') as kind_text, nullif(trim(events.system), '') as system_text, k.kind, s.system,
                   case when s.system like 'Icd%' then upper(replace(trim(code), '.', '')) else nullif(trim(code), '') end as code
              from events
              left join kind_name k on lower(k.kind) = lower(trim(events.kind))
              left join system_name s on lower(s.system) = lower(trim(events.system))
        )
        select *,
               case when patient_id is null or visit_id is null then 'no patient or no visit identifier'
                    when start_text is null then 'no start of the visit'
                    when started_at is null then 'start of the visit is not a time'
                    when end_text is not null and ended_at is null then 'end of the visit is not a time'
                    when ended_at < started_at then 'visit ends before it starts' end as no_visit,
               coalesce(no_visit,
                   case when kind is null then 'unknown kind of code'
                        when kind = 'TimeGap' then 'gaps between visits are computed, not read'
                        when system is null then 'unknown code system'
                        when code is null or code = '' then 'no code'
                        when known_text is not null and known_at is null then 'known_at is not a time'
                        when not case when kind in ('Diagnosis', 'AdmissionDiagnosis', 'PastHistory') then system in ('Icd9Cm', 'Icd10Cm', 'Snomed', 'Local')
                                      when kind = 'Procedure' then system in ('Icd9Proc', 'Icd10Pcs', 'Snomed', 'Local')
                                      when kind = 'Allergy' then system in ('Atc', 'RxNorm', 'Ndc', 'Snomed', 'Local')
                                      when kind in ('Medication', 'AdmissionDrug') then system in ('Atc', 'RxNorm', 'Ndc', 'Local')
                                      when kind = 'Laboratory' then system in ('Loinc', 'Local')
                                      else system = 'Local' end then 'code system of another kind'
                        when system like 'Icd%' and length(code) < 3 then 'shorter than any ICD code: leading zeros lost?'
                        when system = 'Ndc' and not regexp_full_match(code, '[0-9]{11}') then 'NDC without eleven digits: leading zeros lost?'
                        when system = 'Atc' and not regexp_full_match(code, '[ABCDGHJLMNPRSV][0-9]{2}[A-Z]{2}[0-9]{2}') then 'not an ATC code of level 5' end) as reason
          from cleaned;

        create temp table visit as
        select patient_id, visit_id, first(started_at order by row) as started_at, first(ended_at order by row) as ended_at
          from given where no_visit is null group by patient_id, visit_id;

        create temp table line as
        with by_name as (
            select name, list(distinct atc order by atc) as codes from drug_map group by name
        ), by_code as (
            select system, code, list(distinct atc order by atc) as codes from code_map group by system, code
        ), drug as (
            select g.row, unnest(coalesce(if(g.system = 'Atc', [g.code], null), c.codes, n.codes, [null])) as atc
              from given g
              left join by_name n on g.system = 'Local' and n.name = name_of(g.code)
              left join by_code c on c.system = g.system and c.code = g.code
             where kind in ('Medication', 'AdmissionDrug', 'Allergy') and reason is null
        )
        select 'events' as source, g.row,
               coalesce(reason,
                   case when g.started_at <> v.started_at or g.ended_at is distinct from v.ended_at then 'other times than the first row of the visit'
                        when kind in ('Medication', 'AdmissionDrug') and atc is null then 'drug not in the drug map' end) as reason,
               g.patient_id, g.visit_id, kind, if(atc is null, system, 'Atc') as system, if(atc is null or reason is not null, code, atc) as value, g.known_at
          from given g
          left join visit v on v.patient_id = g.patient_id and v.visit_id = g.visit_id
          left join drug d on d.row = g.row;
        """;
}
