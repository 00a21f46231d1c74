namespace CafeMed.Data;

/// <summary>MIMIC-IV, versions 2 and 3: diagnoses and procedures by their ICD version, prescriptions as ATC codes.</summary>
/// <remarks>
/// <para>A visit is an admission. Prescriptions of drug type MAIN and ADDITIVE are medications; BASE is the bag, the vial or the fluid in which
/// another drug is given, chosen by the pharmacy and not by the prescriber, so it is dropped (and counted).</para>
/// <para>Age is <c>anchor_age + year of admission - anchor_year</c>, in bands of ten years; above 89 it is <c>90+</c>. The unit is the first ward (not
/// the emergency department), the first intensive care unit, and the first service (<c>service MED</c>).</para>
/// <para>Of the intensive care module, <c>icustays</c> and <c>procedureevents</c> are read: ventilation, lines, dialysis and the like with the time they
/// began, which billing's procedures lack. <c>inputevents</c> is not: what is infused was prescribed, and reading it would give patients of the
/// intensive care units another kind of medication list than all others.</para>
/// <para>Laboratory results are low, high or normal by their own reference range; flagged ones without a range or a number are <c>abnormal</c>. A result
/// without an admission belongs to the admission it was taken in.</para>
/// <para>Known when: admission facts at admission; wards and services when they began; prescriptions, procedures and laboratory results at their time,
/// procedures that have only a day at its end; diagnoses at discharge, when they are coded.</para>
/// </remarks>
[Part("mimic4",
    Source = "Johnson et al. 2023, MIMIC-IV, a freely accessible electronic health record dataset, doi:10.1038/s41597-022-01899-x",
    Summary = "MIMIC-IV versions 2 and 3 (hosp/ and, where present, icu/: *.csv or *.csv.gz)")]
public sealed class Mimic4 : SqlConnector
{
    /// <inheritdoc/>
    public override string Label => "prescriptions of type MAIN or ADDITIVE, as ATC codes of level 5; a code counts once a visit";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Folders => ["hosp", "icu"];

    /// <inheritdoc/>
    protected override IReadOnlyList<SourceTable> Tables { get; } =
    [
        new("patients", "subject_id", "gender", "anchor_age", "anchor_year") { Key = "subject_id" },
        new("admissions", "subject_id", "hadm_id", "admittime", "dischtime", "admission_type") { Key = "subject_id", OptionalColumns = ["admission_location"] },
        new("diagnoses_icd", "subject_id", "hadm_id", "icd_code", "icd_version") { Key = "subject_id" },
        new("procedures_icd", "subject_id", "hadm_id", "icd_code", "icd_version") { Key = "subject_id", OptionalColumns = ["chartdate"] },
        new("prescriptions", "subject_id", "hadm_id", "drug_type", "drug") { Key = "subject_id", OptionalColumns = ["starttime", "ndc"], Drugs = [DrugColumn.Name("drug"), new(CodeSystem.Ndc, "ndc")] },
        new("transfers", "subject_id", "hadm_id", "eventtype", "careunit", "intime") { Key = "subject_id", OptionalFor = "the first ward" },
        new("services", "subject_id", "hadm_id", "transfertime", "curr_service") { Key = "subject_id", OptionalFor = "the first service" },
        new("labevents", "subject_id", "hadm_id", "itemid", "charttime", "valuenum", "ref_range_lower", "ref_range_upper", "flag")
        {
            Key = "subject_id", OptionalFor = "laboratory results",
        },
        new("icustays", "subject_id", "hadm_id", "first_careunit", "intime") { Key = "subject_id", OptionalFor = "the first intensive care unit" },
        new("procedureevents", "subject_id", "hadm_id", "starttime", "itemid") { Key = "subject_id", OptionalFor = "procedures of intensive care" },
        new("d_items", "itemid", "label") { IsDictionary = true, OptionalFor = "the names of procedures of intensive care" },
    ];

    /// <inheritdoc/>
    protected override string Script =>
        """
        create temp table admission as
        select rowid as row, subject_id as patient_id, hadm_id as visit_id, admission_type, admission_location,
               time_of(admittime) as started_at, time_of(dischtime) as ended_at,
               case when subject_id is null or hadm_id is null then 'no patient or no visit identifier'
                    when row_number() over (partition by hadm_id order by rowid) > 1 then 'visit listed before'
                    when admittime is null then 'no admission time'
                    when started_at is null then 'admission time is not a time'
                    when dischtime is not null and ended_at is null then 'discharge time is not a time'
                    when ended_at < started_at then 'discharge before admission' end as reason
          from admissions;

        create temp table visit as
        select patient_id, visit_id, started_at, ended_at from admission where reason is null;

        create temp table line as
        with person as (
            select p.rowid as row, subject_id, gender, visit_id, started_at,
                   try_cast(anchor_age as integer) + year(started_at) - try_cast(anchor_year as integer) as age,
                   row_number() over (partition by subject_id, visit_id order by p.rowid) as place
              from patients p left join visit v on v.patient_id = p.subject_id
        ), known as (
            select row, reason, visit_id, started_at, unnest([admission_type, 'from ' || admission_location]) as fact from admission
        ), coded as (
            select 'diagnoses_icd' as source, rowid as row, subject_id, hadm_id, upper(replace(trim(icd_code), '.', '')) as code, 'Diagnosis' as kind,
                   case icd_version when '9' then 'Icd9Cm' when '10' then 'Icd10Cm' end as system, null::timestamp as day from diagnoses_icd
            union all
            select 'procedures_icd', rowid, subject_id, hadm_id, upper(replace(trim(icd_code), '.', '')), 'Procedure',
                   case icd_version when '9' then 'Icd9Proc' when '10' then 'Icd10Pcs' end, time_of(chartdate) from procedures_icd
        ), ward as (
            select 'transfers' as source, rowid as row, subject_id, hadm_id, careunit as unit, time_of(intime) as since,
                   careunit is not null and eventtype in ('admit', 'transfer') as counts from transfers
            union all
            select 'icustays', rowid, subject_id, hadm_id, first_careunit, time_of(intime), first_careunit is not null from icustays
            union all
            select 'services', rowid, subject_id, hadm_id, 'service ' || curr_service, time_of(transfertime), curr_service is not null from services
        ), first_ward as (
            select *, row_number() over (partition by source, subject_id, hadm_id order by counts desc, since, row) as place from ward
        ), name_map as (
            select drug, list(distinct atc) as codes from (select distinct drug from prescriptions) join drug_map on name = name_of(drug) group by drug
        ), ndc_map as (
            select code, list(distinct atc) as codes from code_map where system = 'Ndc' group by code
        ), drugs as (
            select p.rowid as row, visit_id, started_at, time_of(starttime) as since, drug_type, p.drug,
                   unnest(coalesce(by_name.codes, by_ndc.codes, [null])) as atc
              from prescriptions p
              left join visit on visit_id = hadm_id and patient_id = subject_id
              left join name_map by_name on by_name.drug = p.drug
              left join ndc_map by_ndc on by_ndc.code = ndc
        ), lab as (
            select l.rowid as row, visit_id, hadm_id, started_at, itemid, time_of(charttime) as taken_at,
                   try_cast(valuenum as double) as number, try_cast(ref_range_lower as double) as lower, try_cast(ref_range_upper as double) as upper,
                   case when number < lower then 'low' when number > upper then 'high' when flag = 'abnormal' then 'abnormal'
                        when number is not null and (lower is not null or upper is not null) then 'normal' end as level
              from labevents l
              left join visit on patient_id = subject_id
                   and (visit_id = hadm_id or hadm_id is null and time_of(charttime) between started_at and ended_at)
        ), item as (
            select itemid, any_value(label) as label from d_items where label is not null group by itemid
        )
        select 'admissions' as source, row, reason, visit_id, if(fact is null, null, 'AdmissionType') as kind, 'Local' as system, fact as value,
               started_at as known_at
          from known
        union all
        select 'patients', row, case when visit_id is null then 'patient without a usable visit' when place > 1 then 'patient listed before' end,
               visit_id, 'Sex', 'Local', coalesce(gender, 'unknown'), started_at
          from person
        union all
        select 'patients', row, null, visit_id, 'Age', 'Local', if(age >= 90, '90+', (age // 10 * 10) || '-' || (age // 10 * 10 + 9)), started_at
          from person where visit_id is not null and place = 1 and age >= 0
        union all
        select source, row,
               case when visit_id is null then 'no usable visit'
                    when system is null then 'neither ICD-9 nor ICD-10'
                    when code is null then 'no code'
                    when length(code) < 3 then 'shorter than any ICD code: leading zeros lost?' end,
               visit_id, kind, system, code,
               if(day is null, ended_at, greatest(started_at, least(ended_at, if(day = date_trunc('day', day), day + interval 1 day - interval 1 second, day))))
          from coded left join visit on visit_id = hadm_id and patient_id = subject_id
        union all
        select source, row,
               case when visit_id is null then 'no usable visit'
                    when not counts then 'emergency department, discharge, or no ward named'
                    when place > 1 then 'not the first of the visit' end,
               visit_id, 'Unit', 'Local', unit, if(since is null, null, greatest(since, started_at))
          from first_ward left join visit on visit_id = hadm_id and patient_id = subject_id
        union all
        select 'procedureevents', p.rowid,
               case when visit_id is null then 'no usable visit' when label is null then 'item without a name' end,
               visit_id, 'Procedure', 'Local', label,
               if(time_of(starttime) is null, null, greatest(time_of(starttime), started_at))
          from procedureevents p
          left join visit on visit_id = hadm_id and patient_id = subject_id
          left join item on item.itemid = p.itemid
        union all
        select 'prescriptions', row,
               case when visit_id is null then 'no usable visit'
                    when drug_type = 'BASE' then 'fluid or container (drug type BASE)'
                    when atc is null and drug is null then 'no drug named'
                    when atc is null then 'drug not in the drug map' end as drop_reason,
               visit_id, 'Medication', 'Atc', if(drop_reason is null, atc, drug), if(since is null, null, greatest(since, started_at))
          from drugs
        union all
        select 'labevents', row,
               case when visit_id is null and hadm_id is null then 'outside any admission'
                    when visit_id is null then 'no usable visit'
                    when itemid is null then 'no item'
                    when level is null then 'neither a flag nor a number with a reference range' end,
               visit_id, 'Laboratory', 'Local', itemid || ' ' || level, if(taken_at is null, null, greatest(taken_at, started_at))
          from lab;
        """;
}
