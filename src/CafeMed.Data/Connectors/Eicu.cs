namespace CafeMed.Data;

/// <summary>The eICU Collaborative Research Database: stays in the intensive care units of some 200 US hospitals.</summary>
/// <remarks>
/// <para>A patient is a <c>uniquepid</c>, a visit is a hospital stay (<c>patienthealthsystemstayid</c>) with all its unit stays. What was known on
/// arrival (unit, source, admission diagnosis, age) is taken from the first unit stay.</para>
/// <para><b>Times are made up.</b> eICU gives no dates, only the year of discharge. Stays of a person are ordered by that year, then by age, then by
/// number; stays of one year at one age have no known order. A stay starts on 1 January of its year, plus the lengths of the person's
/// earlier stays, plus a day for each of them; it ends after its true length. So order and length are real, dates are not.</para>
/// <para>Diagnoses are the ICD-10 codes of <c>icd9code</c>, which holds both systems; where it has none, the ICD-9 codes; where it has neither, the
/// diagnosis string as a local code, so that what was diagnosed is not lost. Treatments are procedures only where <see cref="TreatmentPath"/> says so.</para>
/// <para>Medications are orders that were not cancelled and infusions, by name, or else by HICL number. Infusions alone do not count: a hospital that
/// sends no orders would seem to treat its patients with a vasopressor and nothing else. An empty age is <c>90+</c> in files that
/// lost eICU's <c>&gt; 89</c>, and unknown in files that still have it.</para>
/// </remarks>
[Part("eicu",
    Source = "Pollard et al. 2018, The eICU Collaborative Research Database, doi:10.1038/sdata.2018.178",
    Summary = "eICU 2.0 (csv/*.csv or *.csv.gz); a visit is a hospital stay")]
public sealed class Eicu : SqlConnector
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> Folders => ["csv"];

    /// <inheritdoc/>
    protected override IReadOnlyList<SourceTable> Tables { get; } =
    [
        new("patient",
            "patientunitstayid", "patienthealthsystemstayid", "uniquepid", "gender", "age", "hospitalid", "unittype", "unitvisitnumber", "hospitaldischargeyear",
            "hospitaladmitoffset", "hospitaldischargeoffset", "hospitaladmitsource", "unitadmitsource", "apacheadmissiondx"),
        new("diagnosis", "patientunitstayid", "diagnosisstring", "icd9code"),
        new("treatment", "patientunitstayid", "treatmentstring"),
        new("medication", "patientunitstayid", "drugordercancelled", "drugname", "drughiclseqno") { Drugs = [DrugColumn.Name("drugname"), DrugColumn.Name("'HICL:' || drughiclseqno")] },
        new("infusiondrug", "patientunitstayid", "drugname") { OptionalFor = "infusions", Drugs = [DrugColumn.Name(@"regexp_replace(drugname, '(\s*\([^()]*\))+\s*$', '')")] },
        new("admissiondrug", "patientunitstayid", "drugname", "drughiclseqno") { OptionalFor = "drugs on admission", Drugs = [DrugColumn.Name("drugname"), DrugColumn.Name("'HICL:' || drughiclseqno")] },
        new("admissiondx", "patientunitstayid", "admitdxpath", "admitdxname") { OptionalFor = "admission diagnoses (beside APACHE's)" },
        new("pasthistory", "patientunitstayid", "pasthistorypath") { OptionalFor = "past history" },
        new("allergy", "patientunitstayid", "drugname", "allergyname", "drughiclseqno") { OptionalFor = "allergies", Drugs = [DrugColumn.Name("coalesce(drugname, allergyname)"), DrugColumn.Name("'HICL:' || drughiclseqno")] },
    ];

    /// <inheritdoc/>
    protected override void Prepare(DuckStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.Execute("create temp table procedure_path (path varchar)", CancellationToken.None);
        var paths = store.Query("select distinct treatmentstring from treatment where treatmentstring is not null");
        using var rows = store.Appender("procedure_path");
        foreach (var path in paths.Select(row => (string)row[0]!).Where(TreatmentPath.IsProcedure))
            rows.CreateRow().AppendValue(path).EndRow();
    }

    /// <inheritdoc/>
    protected override string Script =>
        """
        create temp table unit_stay as
        with judged as (
            select rowid as row, unitvisitnumber, patientunitstayid as unit_id, patienthealthsystemstayid as visit_id, uniquepid as patient_id,
                   gender, hospitalid, unittype, hospitaladmitsource, unitadmitsource, apacheadmissiondx,
                   try_cast(hospitaldischargeyear as integer) as year,
                   try_cast(hospitaldischargeoffset as bigint) - try_cast(hospitaladmitoffset as bigint) as minutes,
                   case when age like '>%' or age is null and not exists (select 1 from patient p where p.age like '>%') then 90
                        else try_cast(age as integer) end as years,
                   case when unit_id is null or visit_id is null or patient_id is null then 'no patient or no visit identifier'
                        when year is null or year not between 1 and 9000 then 'no discharge year'
                        when minutes is null then 'no admission or no discharge time'
                        when minutes < 0 then 'discharge before admission'
                        when row_number() over (partition by unit_id order by rowid) > 1 then 'unit stay listed before' end as reason
              from patient
        )
        select *, row_number() over (
                   partition by visit_id order by reason is not null, try_cast(unitvisitnumber as integer), try_cast(unit_id as bigint), unit_id) as place
          from judged;

        create temp table visit as
        with placed as (
            select *,
                   row_number() over earlier as number,
                   coalesce(sum(minutes // 1440 + 1) over (earlier rows between unbounded preceding and 1 preceding), 0) as days
              from unit_stay where reason is null and place = 1
            window earlier as (partition by patient_id order by year, years, try_cast(visit_id as bigint), visit_id)
        )
        select patient_id, visit_id,
               make_timestamp(year, 1, 1, 0, 0, 0) + to_days((days + number - 1)::integer) as started_at,
               started_at + to_minutes(minutes) as ended_at
          from placed;

        create temp table line as
        with unit as (
            select unit_id, visit_id, place from unit_stay where reason is null and visit_id in (select visit_id from visit)
        ), context as (
            select row, reason, visit_id, place,
                   unnest([
                       struct_pack(kind := 'Age', value := if(years >= 90, '90+', (years // 10 * 10) || '-' || (years // 10 * 10 + 9))),
                       struct_pack(kind := 'Sex', value := gender),
                       struct_pack(kind := 'Site', value := hospitalid),
                       struct_pack(kind := 'Unit', value := unittype),
                       struct_pack(kind := 'AdmissionType', value := 'hospital from ' || hospitaladmitsource),
                       struct_pack(kind := 'AdmissionType', value := 'unit from ' || unitadmitsource),
                       struct_pack(kind := 'AdmissionDiagnosis', value := apacheadmissiondx)]) as fact
              from unit_stay
        ), icd as (
            select d.rowid as row, visit_id, diagnosisstring, [upper(trim(code)) for code in string_split(coalesce(icd9code, ''), ',')] as codes,
                   [code for code in codes if regexp_full_match(code, '[A-UW-Z][0-9][0-9A-Z](\.[0-9A-Z]+)?')] as ten,
                   [code for code in codes if regexp_full_match(code, '([0-9]{3}|V[0-9]{2}|E[0-9]{3})(\.[0-9]+)?')] as nine
              from diagnosis d left join unit on unit_id = patientunitstayid
        ), diagnosed as (
            select row, visit_id, case when len(ten) > 0 then 'Icd10Cm' when len(nine) > 0 then 'Icd9Cm' else 'Local' end as system,
                   unnest(case when len(ten) > 0 then ten when len(nine) > 0 then nine else [diagnosisstring] end) as code
              from icd
        ), drug as (
            select 'medication' as source, rowid as row, patientunitstayid, 'Medication' as kind, drugname, drughiclseqno, drugordercancelled = 'Yes' as cancelled
              from medication
            union all
            select 'infusiondrug', rowid, patientunitstayid, 'Medication', regexp_replace(drugname, '(\s*\([^()]*\))+\s*$', ''), null, false from infusiondrug
            union all
            select 'admissiondrug', rowid, patientunitstayid, 'AdmissionDrug', drugname, drughiclseqno, false from admissiondrug
            union all
            select 'allergy', rowid, patientunitstayid, 'Allergy', coalesce(drugname, allergyname), drughiclseqno, false from allergy
        ), named as (
            select d.*, by_name.codes as named, by_list.codes as listed
              from drug d
              left join (select name, list(atc) as codes from drug_map group by name) by_name on by_name.name = name_of(drugname)
              left join (select name, list(atc) as codes from drug_map group by name) by_list on by_list.name = 'HICL:' || drughiclseqno
        ), mapped as (
            select n.*, visit_id, unnest(coalesce(named, listed, [null])) as atc from named n left join unit on unit_id = patientunitstayid
        ), ordered as (
            select distinct visit_id as ordered_id from mapped where source = 'medication' and not cancelled and atc is not null and visit_id is not null
        )
        select 'patient' as source, row, coalesce(reason, if(visit_id not in (select visit_id from visit), 'no usable visit', null)) as reason, visit_id,
               if(place = 1 and fact.value is not null, fact.kind, null) as kind, 'Local' as system, fact.value as value
          from context
        union all
        select 'diagnosis', row, case when visit_id is null then 'no usable visit' when code is null then 'no diagnosis named' end,
               visit_id, 'Diagnosis', system, if(system = 'Local', code, replace(code, '.', ''))
          from diagnosed
        union all
        select 'treatment', t.rowid,
               case when visit_id is null then 'no usable visit' when path is null then 'drug therapy, or not known to be a procedure' end,
               visit_id, 'Procedure', 'Local', treatmentstring
          from treatment t left join unit on unit_id = patientunitstayid left join procedure_path on path = treatmentstring
        union all
        select source, row,
               case when visit_id is null then 'no usable visit'
                    when cancelled then 'order cancelled'
                    when source = 'infusiondrug' and ordered_id is null then 'infusion of a stay without medication orders'
                    when drugname is null and listed is null and coalesce(drughiclseqno, '0') = '0' then 'no drug named'
                    when atc is null and kind <> 'Allergy' then 'drug not in the drug map' end as drop_reason,
               visit_id, kind, if(atc is null, 'Local', 'Atc'),
               coalesce(if(drop_reason is null, atc, null), if(kind = 'Allergy', name_of(drugname), drugname), 'HICL:' || drughiclseqno)
          from mapped left join ordered on ordered_id = visit_id
        union all
        select 'admissiondx', a.rowid,
               case when visit_id is null then 'no usable visit'
                    when place > 1 then 'of a later unit stay'
                    when admitdxpath is null then 'no diagnosis named'
                    when admitdxpath ilike '%thrombolytic%' then 'drug therapy' end,
               visit_id, 'AdmissionDiagnosis', 'Local',
               if(admitdxpath like 'admission diagnosis|All Diagnosis|%' and admitdxname is not null, admitdxname, regexp_replace(admitdxpath, '^admission diagnosis\|', ''))
          from admissiondx a left join unit on unit_id = patientunitstayid
        union all
        select 'pasthistory', h.rowid,
               case when visit_id is null then 'no usable visit'
                    when pasthistorypath is null then 'no condition named'
                    when pasthistorypath like '%/Past History Obtain Options/%' and pasthistorypath not like '%/No Health Problems' then 'says only how it was taken' end,
               visit_id, 'PastHistory', 'Local',
               regexp_replace(regexp_replace(pasthistorypath, '^.*/Past History/', ''), '^Organ Systems/', '')
          from pasthistory h left join unit on unit_id = patientunitstayid;
        """;
}
