namespace CafeMed.Data;

/// <summary>MIMIC-IV, hospital module, version 2: diagnoses and procedures by their ICD version, prescriptions as ATC codes.</summary>
/// <remarks>
/// <para>A visit is an admission. Prescriptions of drug type MAIN and ADDITIVE are medications; BASE is the bag, the vial or the fluid in which
/// another drug is given, chosen by the pharmacy and not by the prescriber, so it is dropped (and counted).</para>
/// <para>Age is <c>anchor_age + year of admission - anchor_year</c>, in bands of ten years; above 89 it is <c>90+</c>. The unit is the first ward (not
/// the emergency department) and the first service (<c>service MED</c>).</para>
/// </remarks>
[Part("mimic4",
    Source = "Johnson et al. 2023, MIMIC-IV, a freely accessible electronic health record dataset, doi:10.1038/s41597-022-01899-x",
    Summary = "MIMIC-IV version 2, hospital tables (hosp/*.csv or *.csv.gz)")]
public sealed class Mimic4 : SqlConnector
{
    /// <inheritdoc/>
    protected override IReadOnlyList<string> Folders => ["hosp"];

    /// <inheritdoc/>
    protected override IReadOnlyList<SourceTable> Tables { get; } =
    [
        new("patients", "subject_id", "gender", "anchor_age", "anchor_year"),
        new("admissions", "subject_id", "hadm_id", "admittime", "dischtime", "admission_type"),
        new("diagnoses_icd", "hadm_id", "icd_code", "icd_version"),
        new("procedures_icd", "hadm_id", "icd_code", "icd_version"),
        new("prescriptions", "hadm_id", "drug_type", "drug") { Drugs = [DrugColumn.Name("drug")] },
        new("transfers", "hadm_id", "eventtype", "careunit", "intime") { OptionalFor = "the first ward" },
        new("services", "hadm_id", "transfertime", "curr_service") { OptionalFor = "the first service" },
    ];

    /// <inheritdoc/>
    protected override string Script =>
        """
        create temp table admission as
        select rowid as row, subject_id as patient_id, hadm_id as visit_id, admission_type,
               try_cast(admittime as timestamp) as started_at, try_cast(dischtime as timestamp) as ended_at,
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
            select p.rowid as row, subject_id, gender, visit_id,
                   try_cast(anchor_age as integer) + year(started_at) - try_cast(anchor_year as integer) as age,
                   row_number() over (partition by subject_id, visit_id order by p.rowid) as place
              from patients p left join visit v on v.patient_id = p.subject_id
        ), coded as (
            select 'diagnoses_icd' as source, rowid as row, hadm_id, icd_code, icd_version, 'Diagnosis' as kind,
                   case icd_version when '9' then 'Icd9Cm' when '10' then 'Icd10Cm' end as system from diagnoses_icd
            union all
            select 'procedures_icd', rowid, hadm_id, icd_code, icd_version, 'Procedure',
                   case icd_version when '9' then 'Icd9Proc' when '10' then 'Icd10Pcs' end from procedures_icd
        ), ward as (
            select 'transfers' as source, rowid as row, hadm_id, careunit as unit, try_cast(intime as timestamp) as since,
                   careunit is not null and eventtype in ('admit', 'transfer') as counts from transfers
            union all
            select 'services', rowid, hadm_id, 'service ' || curr_service, try_cast(transfertime as timestamp), curr_service is not null from services
        ), first_ward as (
            select *, row_number() over (partition by source, hadm_id order by counts desc, since, row) as place from ward
        )
        select 'admissions' as source, row, reason, visit_id, if(admission_type is null, null, 'AdmissionType') as kind, 'Local' as system,
               admission_type as value
          from admission
        union all
        select 'patients', row, case when visit_id is null then 'patient without a usable visit' when place > 1 then 'patient listed before' end,
               visit_id, 'Sex', 'Local', coalesce(gender, 'unknown')
          from person
        union all
        select 'patients', row, null, visit_id, 'Age', 'Local',
               if(age >= 90, '90+', (age // 10 * 10) || '-' || (age // 10 * 10 + 9))
          from person where visit_id is not null and place = 1 and age >= 0
        union all
        select source, row,
               case when visit_id is null then 'no usable visit'
                    when system is null then 'neither ICD-9 nor ICD-10'
                    when icd_code is null then 'no code' end,
               hadm_id, kind, system, upper(replace(trim(icd_code), '.', ''))
          from coded left join visit on visit_id = hadm_id
        union all
        select source, row,
               case when visit_id is null then 'no usable visit'
                    when not counts then 'emergency department, discharge, or no ward named'
                    when place > 1 then 'not the first of the visit' end,
               hadm_id, 'Unit', 'Local', unit
          from first_ward left join visit on visit_id = hadm_id
        union all
        select 'prescriptions', p.rowid,
               case when visit_id is null then 'no usable visit'
                    when drug_type = 'BASE' then 'fluid or container (drug type BASE)'
                    when drug is null then 'no drug named'
                    when atc is null then 'drug not in the drug map' end as drop_reason,
               hadm_id, 'Medication', 'Atc', if(drop_reason is null, atc, drug)
          from prescriptions p left join visit on visit_id = hadm_id left join drug_map on name = name_of(drug);
        """;
}
