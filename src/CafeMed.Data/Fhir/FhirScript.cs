namespace CafeMed.Data.Fhir;

/// <summary>What is done with the tables once every resource is in them.</summary>
internal static class FhirScript
{
    /// <summary>The reason of a drug that no map knows.</summary>
    public const string Unmapped = "drug not in the drug map";

    /// <summary>Where resources are put as they are read; <c>seq</c> is a resource's place among all.</summary>
    public const string Tables =
        """
        create temp table person (seq bigint, id varchar, updated timestamp, birth timestamp, gender varchar);
        create temp table encounter (
            seq bigint, id varchar, updated timestamp, reason varchar, patient varchar, parent varchar, started_at timestamp, ended_at timestamp,
            class varchar, type varchar, site varchar, unit varchar);
        create temp table fact (
            seq bigint, id varchar, updated timestamp, source varchar, reason varchar, patient varchar, encounter varchar, kind varchar,
            earliest timestamp, latest timestamp, known timestamp, lasting boolean, system varchar, code varchar, shown varchar, drug varchar);
        create temp table drug (seq bigint, id varchar, updated timestamp, atc varchar, shown varchar);
        create temp table url (type varchar, url varchar, id varchar);
        """;

    /// <summary>Makes <c>visit</c> and <c>line</c>, as the tables of other connectors are; every resource that is read has a line.</summary>
    public const string Lines =
        """
        create temp table alias as select type, url, min(id) as id from url group by all;

        create temp table stay as
        select seq, e.id, coalesce(reason, if(row_number() over (partition by e.id order by updated desc nulls last, seq desc) > 1, 'listed again', null)) as reason,
               coalesce(p.id, patient) as patient_id, coalesce(u.id, parent) as parent, started_at, ended_at, class, e.type, site, unit
          from encounter e
          left join alias p on p.type = 'Patient' and p.url = patient
          left join alias u on u.type = 'Encounter' and u.url = parent;

        create temp table part as
        with usable as (select id, patient_id, parent, started_at, ended_at, unit from stay where reason is null)
        select s.*, coalesce(g.id, p.id, s.id) as visit_id
          from usable s
          left join usable p on p.id = s.parent and p.patient_id = s.patient_id and p.id <> s.id
          left join usable g on g.id = p.parent and g.patient_id = p.patient_id and g.id not in (p.id, s.id);

        create temp table visit as
        select id as visit_id, patient_id, started_at, ended_at, unit from part where id in (select visit_id from part);

        create temp table medication as
        with newest as (select id, arg_max(seq, struct_pack(u := coalesce(updated, timestamp '0001-01-01'), s := seq)) as seq from drug where id is not null group by id)
        select d.seq, d.id, atc, shown, n.seq is null or n.seq <> d.seq as older from drug d left join newest n on n.id = d.id;

        create temp table told as
        with newest as (
            select source, id, arg_max(seq, struct_pack(u := coalesce(updated, timestamp '0001-01-01'), s := seq)) as newest_seq
              from fact where id is not null group by all
        ), owned as (
            select f.*, coalesce(p.id, f.patient) as owner, coalesce(a.id, f.encounter) as named
              from fact f
              left join alias p on p.type = 'Patient' and p.url = f.patient
              left join alias a on a.type = 'Encounter' and a.url = f.encounter
        ), drugged as (
            select o.* replace (
                       if(drug is null, system, if(m.atc is null, null, 'Atc')) as system,
                       if(drug is null, code, m.atc) as code,
                       coalesce(m.shown, o.shown) as shown,
                       coalesce(reason, if(drug is null, null, if(m.id is null, 'its Medication is not in the export', if(m.atc is null, 'drug not in the drug map', null)))) as reason),
                   m.seq as medication_seq
              from owned o
              left join (select id as alias_id, url as alias_url from alias where type = 'Medication') on alias_url = drug
              left join medication m on m.id = coalesce(alias_id, drug) and not m.older
        ), held as (
            select o.seq, arg_max(p.visit_id, struct_pack(s := p.started_at, i := p.id)) as visit_id
              from (select distinct seq, owner, earliest, latest from owned where named is null and earliest is not null) o
              join part p on p.patient_id = o.owner and p.started_at <= o.latest and coalesce(p.ended_at, date_trunc('day', p.started_at) + interval 1 day) >= o.earliest
             group by o.seq
        )
        select d.*, coalesce(p.visit_id, h.visit_id) as visit_id,
               case when d.reason is not null and d.reason <> 'drug not in the drug map' then d.reason
                    when n.newest_seq <> d.seq then 'listed again'
                    when owner is null then 'no patient'
                    when kind = 'Allergy' then null
                    when named is not null and p.visit_id is null then 'its encounter is not usable'
                    when named is not null and p.patient_id <> owner then 'its encounter is another patient''s'
                    when named is null and earliest is null then 'no encounter and no time'
                    when named is null and h.visit_id is null then 'no encounter of the patient holds its time'
                    else d.reason end as verdict
          from drugged d
          left join newest n on n.source = d.source and n.id = d.id
          left join part p on p.id = d.named
          left join held h on h.seq = d.seq;

        create temp table line as
        with newest as (select id, arg_max(seq, struct_pack(u := coalesce(updated, timestamp '0001-01-01'), s := seq)) as newest_seq from person where id is not null group by id
        ), people as (
            select p.seq, p.birth, p.gender, v.visit_id, v.started_at, n.newest_seq is distinct from p.seq as older,
                   date_sub('year', p.birth, v.started_at) as age
              from person p left join newest n on n.id = p.id left join visit v on v.patient_id = p.id
        ), stays as (
            select s.*, p.visit_id,
                   unnest([
                       struct_pack(kind := 'AdmissionType', value := if(s.id = p.visit_id, 'class ' || class, null)),
                       struct_pack(kind := 'AdmissionType', value := if(s.id = p.visit_id, 'type ' || type, null)),
                       struct_pack(kind := 'Site', value := if(s.id = p.visit_id, site, null)),
                       struct_pack(kind := 'Unit', value := if(s.id = p.visit_id or v.unit is null, s.unit, null))]) as fact
              from stay s left join part p on p.id = s.id and s.reason is null left join visit v on v.visit_id = p.visit_id
        ), history as (
            select t.seq, t.known, t.system, t.code, v.visit_id
              from told t join visit v on v.patient_id = t.owner and t.latest < v.started_at and t.known <= v.started_at
             where t.source = 'Condition' and t.lasting and t.visit_id is distinct from v.visit_id and (t.verdict is null or t.verdict like 'no encounter%')
        ), allergy as (
            select t.seq, t.known, t.system, t.code, v.visit_id, t.verdict
              from told t left join visit v on v.patient_id = t.owner and t.verdict is null
               and (t.known is null or coalesce(v.ended_at, v.started_at) >= t.known or v.visit_id = t.visit_id)
             where t.kind = 'Allergy'
        )
        select 'Patient' as source, seq as row, case when older then 'listed again' when visit_id is null then 'patient without a usable encounter' end as reason,
               visit_id, 'Sex' as kind, started_at as known, 'Local' as system,
               case gender when 'male' then 'M' when 'female' then 'F' else coalesce(gender, 'unknown') end as value, null as shown
          from people
        union all
        select 'Patient', seq, null, visit_id, 'Age', started_at, 'Local', if(age >= 90, '90+', (age // 10 * 10) || '-' || (age // 10 * 10 + 9)), null
          from people where not older and visit_id is not null and age >= 0
        union all
        select 'Encounter', seq, reason, visit_id, if(fact.value is null, null, fact.kind), started_at, 'Local', fact.value, null from stays
        union all
        select source, seq, verdict, visit_id, kind, known, system, code, shown from told where kind <> 'Allergy'
        union all
        select 'Condition', seq, null, visit_id, 'PastHistory', known, system, code, null from history
        union all
        select 'AllergyIntolerance', seq, coalesce(verdict, if(visit_id is null, 'no usable encounter of the patient at or after it', null)),
               visit_id, 'Allergy', known, system, code, null from allergy
        union all
        select distinct 'Medication', m.seq, case when older then 'listed again' when t.medication_seq is null then 'nothing that is used refers to it' end,
               null, null, null::timestamp, null, null, null
          from medication m left join (select distinct medication_seq from told where verdict is null or verdict = 'drug not in the drug map') t on t.medication_seq = m.seq;
        """;

    /// <summary>How many resources were used (no reason), and how many were dropped for which reason.</summary>
    public const string Account =
        """
        with judged as (select source, row, if(bool_or(reason is null), null, min(reason)) as reason from line group by source, row)
        select source, reason, count(*) from judged group by all order by all
        """;

    /// <summary>How many resources about drugs a map knew, and how many not.</summary>
    public const string Coverage =
        """
        select source, count(distinct row) filter (where reason is null and system = 'Atc'), count(distinct row) filter (where reason = 'drug not in the drug map')
          from line where kind in ('Medication', 'AdmissionDrug') and (reason is null or reason = 'drug not in the drug map') group by source order by source
        """;

    /// <summary>The drugs that no map knew, most frequent first.</summary>
    public const string Missed =
        """
        select shown, count(distinct row) from line where source = $source and reason = 'drug not in the drug map' group by shown order by 2 desc, 1 limit 50
        """;

    /// <summary>The events in their order.</summary>
    public const string Events =
        """
        select v.patient_id, v.visit_id, v.started_at, v.ended_at, l.kind, l.system, l.value, min(l.known)
          from line l join visit v using (visit_id)
         where l.reason is null and l.kind is not null and l.value is not null
         group by all
         order by v.patient_id, v.started_at, v.visit_id, l.kind, l.system, l.value
        """;
}
