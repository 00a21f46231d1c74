namespace CafeMed.Data;

/// <summary>MIMIC-III, version 1.4: one hospital's intensive care patients of 2001 to 2012, all ICD-9.</summary>
/// <remarks>
/// <para>A visit is an admission. Prescriptions of drug type MAIN and ADDITIVE are medications, by the drug's name, else its generic name, else its
/// NDC; BASE is the bag, vial or carrier fluid, which the pharmacy chooses, so it is dropped (and counted).</para>
/// <para>ICD-9 codes that are shorter than three characters have lost their leading zeros, as files that went through a spreadsheet have; they are
/// dropped, for nobody knows which code they were.</para>
/// <para>Laboratory results have no reference range, only a flag: flagged results are <c>abnormal</c>, numbers without a flag <c>normal</c>. The flag
/// <c>delta</c> tells a change, not a level. A result without an admission belongs to the admission it was taken in.</para>
/// <para>Known when: admission facts at admission; wards, services and units when they began; prescriptions from their first day; laboratory results
/// when the sample was taken; diagnoses and procedures at discharge, when they are coded.</para>
/// </remarks>
[Part("mimic3",
    Source = "Johnson et al. 2016, MIMIC-III, a freely accessible critical care database, doi:10.1038/sdata.2016.35",
    Summary = "MIMIC-III version 1.4 (*.csv or *.csv.gz, names in upper or lower case)")]
public sealed class Mimic3 : SqlConnector
{
    /// <inheritdoc/>
    public override string Label => "prescriptions of type MAIN or ADDITIVE, as ATC codes of level 5; a code counts once a visit";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Folders => ["csv.gz", "csv", "from-ricu-csv"];

    /// <inheritdoc/>
    protected override IReadOnlyList<SourceTable> Tables { get; } =
    [
        new("patients", "subject_id", "gender", "dob") { Key = "subject_id" },
        new("admissions", "subject_id", "hadm_id", "admittime", "dischtime", "admission_type")
        {
            Key = "subject_id", OptionalColumns = ["admission_location", "diagnosis"],
        },
        new("diagnoses_icd", "subject_id", "hadm_id", "icd9_code") { Key = "subject_id" },
        new("procedures_icd", "subject_id", "hadm_id", "icd9_code") { Key = "subject_id" },
        new("prescriptions", "subject_id", "hadm_id", "drug_type", "drug")
        {
            Key = "subject_id", OptionalColumns = ["startdate", "drug_name_generic", "ndc"],
            Drugs = [DrugColumn.Name("drug"), DrugColumn.Name("drug_name_generic"), new(CodeSystem.Ndc, "ndc")],
        },
        new("transfers", "subject_id", "hadm_id", "eventtype", "curr_careunit", "curr_wardid", "intime") { Key = "subject_id", OptionalFor = "the first ward" },
        new("icustays", "subject_id", "hadm_id", "first_careunit", "intime") { Key = "subject_id", OptionalFor = "the first intensive care unit" },
        new("services", "subject_id", "hadm_id", "transfertime", "curr_service") { Key = "subject_id", OptionalFor = "the first service" },
        new("labevents", "subject_id", "hadm_id", "itemid", "charttime", "valuenum", "flag") { Key = "subject_id", OptionalFor = "laboratory results" },
        new("d_labitems", "itemid", "loinc_code") { IsDictionary = true, OptionalFor = "the LOINC codes of laboratory results" },
    ];

    /// <inheritdoc/>
    protected override string Script =>
        """
        create temp table admission as
        select rowid as row, subject_id as patient_id, hadm_id as visit_id, admission_type, admission_location, diagnosis,
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
            select p.rowid as row, subject_id, gender, visit_id, started_at, datesub('year', time_of(dob), started_at) as age,
                   row_number() over (partition by subject_id, visit_id order by p.rowid) as place
              from patients p left join visit v on v.patient_id = p.subject_id
        ), known as (
            select row, reason, visit_id, started_at,
                   unnest([struct_pack(kind := 'AdmissionType', value := admission_type),
                           struct_pack(kind := 'AdmissionType', value := 'from ' || admission_location)]
                          || [struct_pack(kind := 'AdmissionDiagnosis', value := trim(regexp_replace(part, '/SDA\s*$', '')))
                              for part in string_split_regex(upper(coalesce(diagnosis, '')), '[;\\]')]) as fact
              from admission
        ), coded as (
            select 'diagnoses_icd' as source, rowid as row, subject_id, hadm_id, 'Diagnosis' as kind, 'Icd9Cm' as system,
                   upper(replace(trim(icd9_code), '.', '')) as code from diagnoses_icd
            union all
            select 'procedures_icd', rowid, subject_id, hadm_id, 'Procedure', 'Icd9Proc', upper(replace(trim(icd9_code), '.', '')) from procedures_icd
        ), ward as (
            select 'transfers' as source, rowid as row, subject_id, hadm_id, coalesce(curr_careunit, 'ward ' || curr_wardid) as unit,
                   time_of(intime) as since, unit is not null and eventtype in ('admit', 'transfer') as counts from transfers
            union all
            select 'icustays', rowid, subject_id, hadm_id, first_careunit, time_of(intime), first_careunit is not null from icustays
            union all
            select 'services', rowid, subject_id, hadm_id, 'service ' || curr_service, time_of(transfertime), curr_service is not null from services
        ), first_ward as (
            select *, row_number() over (partition by source, subject_id, hadm_id order by counts desc, since, row) as place from ward
        ), name_map as (
            select text, list(distinct atc) as codes
              from (select drug as text from prescriptions union select drug_name_generic from prescriptions) join drug_map on name = name_of(text) group by text
        ), ndc_map as (
            select code, list(distinct atc) as codes from code_map where system = 'Ndc' group by code
        ), drugs as (
            select p.rowid as row, visit_id, started_at, time_of(startdate) as since, drug_type,
                   coalesce(drug, drug_name_generic, if(regexp_full_match(ndc, '[0-9]{11}'), 'NDC ' || ndc, null)) as words,
                   unnest(coalesce(by_name.codes, by_generic.codes, by_ndc.codes, [null])) as atc
              from prescriptions p
              left join visit on visit_id = hadm_id and patient_id = subject_id
              left join name_map by_name on by_name.text = drug
              left join name_map by_generic on by_generic.text = drug_name_generic
              left join ndc_map by_ndc on by_ndc.code = ndc
        ), item as (
            select itemid, any_value(loinc_code) as loinc from d_labitems where loinc_code is not null group by itemid
        ), lab as (
            select l.rowid as row, visit_id, started_at, time_of(charttime) as taken_at, l.itemid, loinc, hadm_id,
                   case when flag = 'abnormal' then 'abnormal' when flag is null and try_cast(valuenum as double) is not null then 'normal' end as level, flag
              from labevents l
              left join visit on patient_id = subject_id
                   and (visit_id = hadm_id or hadm_id is null and time_of(charttime) between started_at and ended_at)
              left join item on item.itemid = l.itemid
        )
        select 'admissions' as source, row, reason, visit_id, if(fact.value is null or fact.value = '', null, fact.kind) as kind, 'Local' as system,
               fact.value as value, started_at as known_at
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
                    when code is null then 'no code'
                    when length(code) < 3 then 'shorter than any ICD-9 code: leading zeros lost?' end,
               visit_id, kind, system, code, ended_at
          from coded left join visit on visit_id = hadm_id and patient_id = subject_id
        union all
        select source, row,
               case when visit_id is null then 'no usable visit'
                    when not counts then 'discharge, or no ward named'
                    when place > 1 then 'not the first of the visit' end,
               visit_id, 'Unit', 'Local', unit, if(since is null, null, greatest(since, started_at))
          from first_ward left join visit on visit_id = hadm_id and patient_id = subject_id
        union all
        select 'prescriptions', row,
               case when visit_id is null then 'no usable visit'
                    when drug_type = 'BASE' then 'fluid or container (drug type BASE)'
                    when words is null then 'no drug named'
                    when atc is null then 'drug not in the drug map' end as drop_reason,
               visit_id, 'Medication', 'Atc', if(drop_reason is null, atc, words), if(since is null, null, greatest(since, started_at))
          from drugs
        union all
        select 'labevents', row,
               case when visit_id is null and hadm_id is null then 'outside any admission'
                    when visit_id is null then 'no usable visit'
                    when itemid is null then 'no item'
                    when flag = 'delta' then 'flag tells a change, not a level'
                    when level is null then 'neither a number nor a flag' end,
               visit_id, 'Laboratory', if(loinc is null, 'Local', 'Loinc'), coalesce(loinc, itemid) || ' ' || level,
               if(taken_at is null, null, greatest(taken_at, started_at))
          from lab;
        """;
}
