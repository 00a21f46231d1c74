namespace CafeMed.Data;

/// <summary>The script of <see cref="Omop"/>.</summary>
internal static class OmopScript
{
    public const string Text =
        """
        create temp table admission as
        select rowid as row, person_id as patient_id, visit_occurrence_id as visit_id, visit_concept_id, care_site_id,
               nullif(trim(coalesce(admitted_from_source_value, admitting_source_value)), '') as origin,
               coalesce(visit_start_datetime, visit_start_date) as start_text, coalesce(visit_end_datetime, visit_end_date) as end_text,
               coalesce(time_of(visit_start_datetime), time_of(visit_start_date)) as started_at,
               coalesce(time_of(visit_end_datetime), time_of(visit_end_date) + interval 1 day - interval 1 second) as ended_at,
               case when person_id is null or visit_occurrence_id is null then 'no patient or no visit identifier'
                    when row_number() over (partition by visit_occurrence_id order by rowid) > 1 then 'visit listed before'
                    when start_text is null then 'no start of the visit'
                    when started_at is null then 'start of the visit is not a time'
                    when end_text is not null and ended_at is null then 'end of the visit is not a time'
                    when ended_at < started_at then 'visit ends before it starts' end as reason
          from visit_occurrence;

        create temp table visit as
        select patient_id, visit_id, started_at, ended_at from admission where reason is null;

        create temp table happening as
        with event as (
            select 'condition_occurrence' as source, 'Diagnosis' as kind, rowid as row, person_id, visit_occurrence_id as stay,
                   condition_start_datetime as time_text, condition_start_date as day_text,
                   condition_concept_id as concept, condition_source_concept_id as source_concept, condition_source_value as words,
                   condition_type_concept_id as type, null as number, null as lower, null as upper
              from condition_occurrence
            union all
            select 'procedure_occurrence', 'Procedure', rowid, person_id, visit_occurrence_id, procedure_datetime, procedure_date,
                   procedure_concept_id, procedure_source_concept_id, procedure_source_value, null, null, null, null
              from procedure_occurrence
            union all
            select 'drug_exposure', if(drug_type_concept_id in ('32865', '44787730'), 'AdmissionDrug', 'Medication'), rowid, person_id, visit_occurrence_id,
                   drug_exposure_start_datetime, drug_exposure_start_date, drug_concept_id, drug_source_concept_id, drug_source_value, null, null, null, null
              from drug_exposure
            union all
            select 'measurement', 'Laboratory', rowid, person_id, visit_occurrence_id, measurement_datetime, measurement_date,
                   measurement_concept_id, value_as_concept_id, measurement_source_value, null, value_as_number, range_low, range_high
              from measurement
            union all
            select 'observation', case when observation_concept_id = '439224' then 'Allergy' when observation_concept_id in ('4214956', '1340204') then 'PastHistory' end,
                   rowid, person_id, visit_occurrence_id, observation_datetime, observation_date, value_as_concept_id, null, value_as_string, null, null, null, null
              from observation
        ), timed as (
            select * exclude (time_text, day_text, concept, source_concept, words, stay),
                   nullif(stay, '0') as stay, nullif(concept, '0') as concept, nullif(source_concept, '0') as source_concept, nullif(trim(words), '') as words,
                   time_of(time_text) is null as by_day, coalesce(time_of(time_text), time_of(day_text)) as moment
              from event
        )
        select t.*, visit_id, started_at, ended_at,
               case when moment is null then null
                    when kind = 'Diagnosis' and type not in ('32817', '32827', '32831', '32840', '38000245') then ended_at
                    when kind in ('Medication', 'AdmissionDrug') or not by_day then greatest(moment, started_at)
                    else greatest(least(date_trunc('day', moment) + interval 1 day - interval 1 second, ended_at), started_at) end as known_at
          from timed t
          left join visit v on v.patient_id = t.person_id
               and (v.visit_id = t.stay or t.stay is null and moment between date_trunc('day', v.started_at) and v.ended_at);

        create temp table term as
        select distinct on (concept_id) concept_id, vocabulary_id, concept_code, concept_name
          from concept
         where concept_id in (select concept from happening union select source_concept from happening union select visit_concept_id from visit_occurrence);

        create temp table drug_code as
        with wanted as (
            select distinct kind, concept, source_concept, words from happening where source = 'drug_exposure' or kind = 'Allergy'
        ), above as (
            select descendant_concept_id as concept, c.vocabulary_id, c.concept_class_id, c.concept_code,
                   rank() over (partition by descendant_concept_id, c.vocabulary_id order by try_cast(min_levels_of_separation as integer)) as place
              from concept_ancestor join concept c on c.concept_id = ancestor_concept_id
             where descendant_concept_id in (select concept from wanted)
               and (c.vocabulary_id = 'ATC' and length(c.concept_code) = 7 or c.vocabulary_id like 'RxNorm%' and c.concept_class_id = 'Ingredient')
        ), related as (
            select concept_id_1 as concept, c.concept_code
              from concept_relationship join concept c on c.concept_id = concept_id_2
             where c.vocabulary_id = 'ATC' and length(c.concept_code) = 7 and invalid_reason is null and concept_id_1 in (select concept from wanted)
        ), by_vocabulary as (
            select concept, list(distinct concept_code order by concept_code) as codes
              from (select concept, concept_code from above where vocabulary_id = 'ATC' and place = 1
                    union all
                    select concept, concept_code from related where concept not in (select concept from above where vocabulary_id = 'ATC'))
             group by concept
        ), by_rxnorm as (
            select concept, list(distinct atc order by atc) as codes
              from (select concept_id as concept, concept_code as code from term where vocabulary_id = 'RxNorm'
                    union all
                    select concept, concept_code from above where vocabulary_id = 'RxNorm') rx
              join code_map m on m.system = 'RxNorm' and m.code = rx.code
             group by concept
        ), by_ndc as (
            select code, list(distinct atc order by atc) as codes from code_map where system = 'Ndc' group by code
        ), by_name as (
            select name, list(distinct atc order by atc) as codes from drug_map group by name
        )
        select w.*, coalesce(w.words, t.concept_name, 'concept ' || w.concept) as name,
               coalesce(r.codes, n.codes, s.codes, b.codes, o.codes) as ours,
               coalesce(nullif(list_sort(list_intersect(v.codes, ours)), []), v.codes, ours) as codes
          from wanted w
          left join term t on t.concept_id = w.concept
          left join term st on st.concept_id = w.source_concept and st.vocabulary_id = 'NDC'
          left join by_vocabulary v on v.concept = w.concept
          left join by_rxnorm r on r.concept = w.concept
          left join by_ndc n on n.code = if(regexp_full_match(w.words, '[0-9]{11}|[0-9]{5}-[0-9]{4}-[0-9]{2}'), replace(w.words, '-', ''), null)
          left join by_ndc s on s.code = st.concept_code
          left join by_name b on b.name = name_of(w.words)
          left join by_name o on o.name = name_of(t.concept_name);

        create temp table line as
        with person_visit as (
            select p.rowid as row, person_id, visit_id, started_at,
                   case gender_concept_id when '8507' then 'M' when '8532' then 'F' else coalesce(nullif(trim(gender_source_value), ''), 'unknown') end as sex,
                   try_cast(year_of_birth as integer) as born, coalesce(try_cast(month_of_birth as integer), 1) * 100 + coalesce(try_cast(day_of_birth as integer), 1) as birthday,
                   year(started_at) - born - if(month(started_at) * 100 + day(started_at) < birthday, 1, 0) as age,
                   row_number() over (partition by person_id, visit_id order by p.rowid) as place
              from person p left join visit v on v.patient_id = p.person_id
        ), site as (
            select care_site_id, any_value(care_site_name) as name from care_site where care_site_id is not null group by care_site_id
        ), known as (
            select row, reason, visit_id, started_at,
                   unnest([struct_pack(kind := 'AdmissionType', value := coalesce(t.concept_name, 'visit concept ' || nullif(visit_concept_id, '0'))),
                           struct_pack(kind := 'AdmissionType', value := 'from ' || origin),
                           struct_pack(kind := 'Site', value := coalesce(s.name, 'care site ' || a.care_site_id))]) as fact
              from admission a left join term t on t.concept_id = visit_concept_id left join site s on s.care_site_id = a.care_site_id
        ), ward as (
            select d.rowid as row, visit_id, started_at, coalesce(s.name, 'care site ' || d.care_site_id) as unit,
                   coalesce(time_of(visit_detail_start_datetime), time_of(visit_detail_start_date)) as since,
                   row_number() over (partition by visit_id order by unit is null, since, d.rowid) as place
              from visit_detail d
              left join visit on visit_id = visit_occurrence_id and patient_id = person_id
              left join site s on s.care_site_id = d.care_site_id
        ), coded as (
            select h.*, c.vocabulary_id as vocabulary, c.concept_code as code, s.vocabulary_id as source_vocabulary, s.concept_code as source_code,
                   try_cast(source_concept as bigint) between 1 and 1999999999 as public,
                   upper(replace(words, '.', '')) as bare, position('.' in words) > 0 as dotted,
                   case when kind = 'Diagnosis' and public and c.concept_id is null and s.concept_id is null
                        then case when regexp_full_match(words, '([0-9]{3}|V[0-9]{2})(\.?[0-9]{1,2})?|E[0-9]{3}\.[0-9]|E9[0-9]{2,3}') then 'Icd9Cm'
                                  when not dotted and regexp_full_match(words, 'E(8|0[0-3]).*') then null
                                  when regexp_full_match(words, '[A-Z][0-9][0-9A-B](\.?[0-9A-Z]{1,4})?') then 'Icd10Cm' end end as shape
              from happening h left join term c on c.concept_id = h.concept left join term s on s.concept_id = h.source_concept
             where source in ('condition_occurrence', 'procedure_occurrence') or kind = 'PastHistory'
        ), named as (
            select *,
                   case when source_vocabulary in ('ICD9CM', 'ICD10CM', 'ICD9Proc', 'ICD10PCS', 'SNOMED') and not (source_vocabulary = 'SNOMED' and vocabulary = 'SNOMED')
                            then struct_pack(system := source_vocabulary, value := source_code)
                        when vocabulary in ('ICD9CM', 'ICD10CM', 'ICD9Proc', 'ICD10PCS', 'SNOMED') then struct_pack(system := vocabulary, value := code)
                        when source_vocabulary is not null then struct_pack(system := 'Local', value := source_vocabulary || ':' || source_code)
                        when vocabulary is not null then struct_pack(system := 'Local', value := vocabulary || ':' || code)
                        when shape is not null then struct_pack(system := shape, value := words)
                        else struct_pack(system := 'Local', value := coalesce('concept ' || concept, words)) end as said
              from coded
        ), lab as (
            select h.*, c.vocabulary_id as vocabulary, c.concept_code as code,
                   try_cast(number as double) as figure, try_cast(lower as double) as bottom, try_cast(upper as double) as top,
                   case when source_concept in ('4267416', '45881666') then 'low' when source_concept in ('4328749', '45876384') then 'high'
                        when source_concept in ('4069590', '45884153') then 'normal' when source_concept in ('4135493', '45878745') then 'abnormal'
                        when figure < bottom then 'low' when figure > top then 'high'
                        when figure is not null and (bottom is not null or top is not null) then 'normal' end as level
              from happening h left join term c on c.concept_id = h.concept where source = 'measurement'
        ), drug as (
            select h.source, h.row, h.kind, h.visit_id, h.known_at, d.name, unnest(coalesce(d.codes, [null])) as atc
              from happening h
              left join drug_code d on d.kind = h.kind and d.concept is not distinct from h.concept
                   and d.source_concept is not distinct from h.source_concept and d.words is not distinct from h.words
             where h.source = 'drug_exposure' or h.kind = 'Allergy'
        )
        select 'visit_occurrence' as source, row, reason, visit_id, if(fact.value is null, null, fact.kind) as kind, 'Local' as system, fact.value as value,
               started_at as known_at
          from known
        union all
        select 'person', row, case when visit_id is null then 'patient without a usable visit' when place > 1 then 'patient listed before' end,
               visit_id, 'Sex', 'Local', sex, started_at
          from person_visit
        union all
        select 'person', row, null, visit_id, 'Age', 'Local', if(age >= 90, '90+', (age // 10 * 10) || '-' || (age // 10 * 10 + 9)), started_at
          from person_visit where visit_id is not null and place = 1 and age >= 0
        union all
        select 'visit_detail', row, case when visit_id is null then 'no usable visit' when unit is null then 'no ward named' when place > 1 then 'not the first of the visit' end,
               visit_id, 'Unit', 'Local', unit, if(since is null, null, greatest(since, started_at))
          from ward
        union all
        select source, row,
               case when visit_id is null then 'no usable visit'
                    when said.value is null then 'no code and no words'
                    when kind = 'Procedure' and said.value similar to 'HCPCS:J.*' then 'drug administration (HCPCS J)' end,
               visit_id, kind,
               case said.system when 'ICD9CM' then 'Icd9Cm' when 'ICD10CM' then 'Icd10Cm' when 'ICD9Proc' then 'Icd9Proc' when 'ICD10PCS' then 'Icd10Pcs'
                                when 'SNOMED' then 'Snomed' else said.system end,
               if(said.system = 'Local', said.value, upper(replace(said.value, '.', ''))), known_at
          from named
        union all
        select 'observation', row, if(visit_id is null, 'no usable visit', 'neither an allergy nor a history'), visit_id, null, 'Local', null, null
          from happening where source = 'observation' and kind is null
        union all
        select source, row,
               case when visit_id is null then 'no usable visit'
                    when name is null then 'no drug named'
                    when atc is null and kind <> 'Allergy' then 'drug not in the drug map' end as drop_reason,
               visit_id, kind, if(atc is null, 'Local', 'Atc'), if(drop_reason is null, coalesce(atc, name), name), known_at
          from drug
        union all
        select source, row,
               case when visit_id is null then 'no usable visit'
                    when concept is null and words is null then 'no item'
                    when level is null then 'neither a value concept nor a number with a range' end,
               visit_id, kind, if(vocabulary = 'LOINC', 'Loinc', 'Local'), if(vocabulary = 'LOINC', code, coalesce('concept ' || concept, words)) || ' ' || level, known_at
          from lab;
        """;
}
