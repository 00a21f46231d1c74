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
/// <para>Known when: age, sex, hospital and its source at hospital admission; unit, its source and the admission diagnosis at unit admission; past history,
/// drugs on admission and allergies at unit admission too where they were noted within the first day of the first unit stay, else when they were noted;
/// diagnoses, treatments and drugs at their offset. Laboratory tables are not read: eICU gives neither a flag nor a reference range.</para>
/// </remarks>
[Part("eicu",
    Source = "Pollard et al. 2018, The eICU Collaborative Research Database, doi:10.1038/sdata.2018.178",
    Summary = "eICU 2.0 (csv/*.csv or *.csv.gz); a visit is a hospital stay")]
public sealed class Eicu : SqlConnector
{
    private static readonly DrugColumn s_list = DrugColumn.Name("'HICL:' || drughiclseqno");

    /// <inheritdoc/>
    public override bool HasRealTimes => false;

    /// <inheritdoc/>
    public override string Label => "orders that were not cancelled, and infusions of stays with orders, as ATC codes of level 5; a code counts once a visit";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Folders => ["csv"];

    /// <inheritdoc/>
    protected override IReadOnlyList<SourceTable> Tables { get; } =
    [
        new("patient",
            "patientunitstayid", "patienthealthsystemstayid", "uniquepid", "gender", "age", "hospitalid", "unittype", "unitvisitnumber", "hospitaldischargeyear",
            "hospitaladmitoffset", "hospitaldischargeoffset", "hospitaladmitsource", "unitadmitsource", "apacheadmissiondx")
        {
            Key = "uniquepid",
        },
        OfUnit("diagnosis", ["diagnosisoffset"], "diagnosisstring", "icd9code"),
        OfUnit("treatment", ["treatmentoffset"], "treatmentstring"),
        OfUnit("medication", ["drugstartoffset"], "drugordercancelled", "drugname", "drughiclseqno") with { Drugs = [DrugColumn.Name("drugname"), s_list] },
        OfUnit("infusiondrug", ["infusionoffset"], "drugname") with { OptionalFor = "infusions", Drugs = [DrugColumn.Name(@"regexp_replace(drugname, '(\s*\([^()]*\))+\s*$', '')")] },
        OfUnit("admissiondrug", ["drugenteredoffset"], "drugname", "drughiclseqno") with { OptionalFor = "drugs on admission", Drugs = [DrugColumn.Name("drugname"), s_list] },
        OfUnit("admissiondx", [], "admitdxpath", "admitdxname") with { OptionalFor = "admission diagnoses (beside APACHE's)" },
        OfUnit("pasthistory", ["pasthistoryenteredoffset"], "pasthistorypath") with { OptionalFor = "past history" },
        OfUnit("allergy", ["allergyenteredoffset"], "drugname", "allergyname", "drughiclseqno") with { OptionalFor = "allergies", Drugs = [DrugColumn.Name("coalesce(drugname, allergyname)"), s_list] },
    ];

    /// <inheritdoc/>
    protected override string Whole => "select exists(select 1 from patient where age like '>%') as marks_above_89";

    private static SourceTable OfUnit(string name, IReadOnlyList<string> offset, params IReadOnlyList<string> columns) =>
        new(name, ["patientunitstayid", .. columns]) { Key = "patientunitstayid", KeyOf = "patient", OptionalColumns = offset };

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
                   try_cast(hospitaladmitoffset as bigint) as arrival, try_cast(hospitaldischargeoffset as bigint) - arrival as minutes,
                   case when age like '>%' or age is null and not (select marks_above_89 from whole) then 90
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
            select unit_id, u.visit_id, place, started_at, greatest(started_at, started_at - to_minutes(arrival)) as unit_at
              from unit_stay u join visit v on v.visit_id = u.visit_id where reason is null
        ), context as (
            select row, reason, u.visit_id, place, started_at, greatest(started_at, started_at - to_minutes(arrival)) as unit_at,
                   unnest([
                       struct_pack(kind := 'Age', value := if(years >= 90, '90+', (years // 10 * 10) || '-' || (years // 10 * 10 + 9)), at := started_at),
                       struct_pack(kind := 'Sex', value := gender, at := started_at),
                       struct_pack(kind := 'Site', value := hospitalid, at := started_at),
                       struct_pack(kind := 'Unit', value := unittype, at := unit_at),
                       struct_pack(kind := 'AdmissionType', value := 'hospital from ' || hospitaladmitsource, at := started_at),
                       struct_pack(kind := 'AdmissionType', value := 'unit from ' || unitadmitsource, at := unit_at),
                       struct_pack(kind := 'AdmissionDiagnosis', value := apacheadmissiondx, at := unit_at)]) as fact
              from unit_stay u left join visit v on v.visit_id = u.visit_id
        ), icd as (
            select d.rowid as row, visit_id, diagnosisstring,
                   if(diagnosisoffset is null, null, greatest(started_at, unit_at + to_minutes(try_cast(diagnosisoffset as bigint)))) as noted_at,
                   [upper(trim(code)) for code in string_split(coalesce(icd9code, ''), ',')] as codes,
                   [code for code in codes if regexp_full_match(code, '[A-UW-Z][0-9][0-9A-Z](\.[0-9A-Z]+)?')] as ten,
                   [code for code in codes if regexp_full_match(code, '([0-9]{3}|V[0-9]{2}|E[0-9]{3})(\.[0-9]+)?')] as nine
              from diagnosis d left join unit on unit_id = patientunitstayid
        ), diagnosed as (
            select row, visit_id, noted_at, case when len(ten) > 0 then 'Icd10Cm' when len(nine) > 0 then 'Icd9Cm' else 'Local' end as system,
                   unnest(case when len(ten) > 0 then ten when len(nine) > 0 then nine else [diagnosisstring] end) as code
              from icd
        ), drug as (
            select 'medication' as source, rowid as row, patientunitstayid, 'Medication' as kind, drugname, drughiclseqno, drugordercancelled = 'Yes' as cancelled,
                   try_cast(drugstartoffset as bigint) as minute
              from medication
            union all
            select 'infusiondrug', rowid, patientunitstayid, 'Medication', regexp_replace(drugname, '(\s*\([^()]*\))+\s*$', ''), null, false,
                   try_cast(infusionoffset as bigint) from infusiondrug
            union all
            select 'admissiondrug', rowid, patientunitstayid, 'AdmissionDrug', drugname, drughiclseqno, false, try_cast(drugenteredoffset as bigint) from admissiondrug
            union all
            select 'allergy', rowid, patientunitstayid, 'Allergy', coalesce(drugname, allergyname), drughiclseqno, false, try_cast(allergyenteredoffset as bigint) from allergy
        ), named as (
            select d.*, by_name.codes as named, by_list.codes as listed
              from drug d
              left join (select name, list(atc) as codes from drug_map group by name) by_name on by_name.name = name_of(drugname)
              left join (select name, list(atc) as codes from drug_map group by name) by_list on by_list.name = 'HICL:' || drughiclseqno
        ), mapped as (
            select n.*, visit_id, if(minute is null, null, greatest(started_at, unit_at + to_minutes(if(kind <> 'Medication' and place = 1 and minute <= 1440, 0, minute)))) as noted_at,
                   unnest(coalesce(named, listed, [null])) as atc from named n left join unit on unit_id = patientunitstayid
        ), ordered as (
            select distinct visit_id as ordered_id from mapped where source = 'medication' and not cancelled and atc is not null and visit_id is not null
        )
        select 'patient' as source, row, coalesce(reason, if(visit_id not in (select visit_id from visit), 'no usable visit', null)) as reason, visit_id,
               if(place = 1 and fact.value is not null, fact.kind, null) as kind, 'Local' as system, fact.value as value,
               fact.at as known_at
          from context
        union all
        select 'diagnosis', row, case when visit_id is null then 'no usable visit' when code is null then 'no diagnosis named' end,
               visit_id, 'Diagnosis', system, if(system = 'Local', code, replace(code, '.', '')), noted_at
          from diagnosed
        union all
        select 'treatment', t.rowid,
               case when visit_id is null then 'no usable visit' when path is null then 'drug therapy, or not known to be a procedure' end,
               visit_id, 'Procedure', 'Local', treatmentstring,
               if(try_cast(treatmentoffset as bigint) is null, null, greatest(started_at, unit_at + to_minutes(try_cast(treatmentoffset as bigint))))
          from treatment t left join unit on unit_id = patientunitstayid left join procedure_path on path = treatmentstring
        union all
        select source, row,
               case when visit_id is null then 'no usable visit'
                    when cancelled then 'order cancelled'
                    when source = 'infusiondrug' and ordered_id is null then 'infusion of a stay without medication orders'
                    when drugname is null and listed is null and coalesce(drughiclseqno, '0') = '0' then 'no drug named'
                    when atc is null and kind <> 'Allergy' then 'drug not in the drug map' end as drop_reason,
               visit_id, kind, if(atc is null, 'Local', 'Atc'),
               coalesce(if(drop_reason is null, atc, null), if(kind = 'Allergy', name_of(drugname), drugname), 'HICL:' || drughiclseqno), noted_at
          from mapped left join ordered on ordered_id = visit_id
        union all
        select 'admissiondx', a.rowid,
               case when visit_id is null then 'no usable visit'
                    when place > 1 then 'of a later unit stay'
                    when admitdxpath is null then 'no diagnosis named'
                    when admitdxpath ilike '%thrombolytic%' then 'drug therapy' end,
               visit_id, 'AdmissionDiagnosis', 'Local',
               if(admitdxpath like 'admission diagnosis|All Diagnosis|%' and admitdxname is not null, admitdxname, regexp_replace(admitdxpath, '^admission diagnosis\|', '')),
               unit_at
          from admissiondx a left join unit on unit_id = patientunitstayid
        union all
        select 'pasthistory', h.rowid,
               case when visit_id is null then 'no usable visit'
                    when pasthistorypath is null then 'no condition named'
                    when pasthistorypath like '%/Past History Obtain Options/%' and pasthistorypath not like '%/No Health Problems' then 'says only how it was taken' end,
               visit_id, 'PastHistory', 'Local',
               regexp_replace(regexp_replace(pasthistorypath, '^.*/Past History/', ''), '^Organ Systems/', ''),
               if(minute is null, null, greatest(started_at, unit_at + to_minutes(if(place = 1 and minute <= 1440, 0, minute))))
          from (select *, rowid, try_cast(pasthistoryenteredoffset as bigint) as minute from pasthistory) h left join unit on unit_id = patientunitstayid;
        """;
}
