namespace CafeMed.Tests.Data;

/// <summary>A data set of two people for each connector that reads tables, by hand: with a visit listed twice, and a code that begins with zeros.</summary>
internal static class TinySources
{
    /// <summary>The connectors that have one.</summary>
    public static IReadOnlyList<string> Names { get; } = ["eicu", "events", "mimic3", "mimic4", "omop"];

    /// <summary>The tables of <paramref name="connector"/>'s data set by their file's name without an ending.</summary>
    public static IReadOnlyDictionary<string, string> Of(string connector) => connector switch
    {
        "mimic3" => Mimic3(),
        "mimic4" => Mimic4(),
        "eicu" => Eicu(),
        "omop" => Omop(),
        "events" => Events(),
        _ => throw new ArgumentOutOfRangeException(nameof(connector), connector, "It has no tiny data set."),
    };

    /// <summary>Writes them as <c>.csv</c> files, each text as <paramref name="change"/> makes it.</summary>
    public static DirectoryInfo Write(string connector, TempFolder place, Func<string, string>? change = null, Func<string, string>? name = null)
    {
        foreach (var (table, text) in Of(connector))
            place.Write($"{connector}/{(name ?? (file => file + ".csv"))(table)}", (change ?? (same => same))(text + "\n"));
        return place.Sub(connector);
    }

    private static Dictionary<string, string> Mimic3() => new()
    {
        ["patients"] = "row_id,subject_id,gender,dob\n1,1,F,2060-05-06 00:00:00\n2,2,M,1850-01-01 00:00:00",
        ["admissions"] =
            "row_id,subject_id,hadm_id,admittime,dischtime,admission_type,admission_location,diagnosis\n"
            + "1,1,12,2133-05-01 08:00:00,2133-05-04 10:00:00,ELECTIVE,PHYS REFERRAL/NORMAL DELI,CORONARY ARTERY DISEASE\\CABG /SDA\n"
            + "2,1,11,2131-01-02 03:04:05,2131-01-09 12:00:00,EMERGENCY,EMERGENCY ROOM ADMIT,\"SEPSIS;TELEMETRY\"\n"
            + "3,2,21,2150-06-07 00:00:00,2150-06-09 00:00:00,URGENT,,\n"
            + "4,2,21,2150-06-07 00:00:00,2150-06-09 00:00:00,URGENT,,",
        ["diagnoses_icd"] = "row_id,subject_id,hadm_id,seq_num,icd9_code\n1,1,11,1,0030\n2,1,11,2,4139\n3,1,12,1,V4581\n4,2,21,1,25000\n5,2,21,2,30\n6,2,21,3,\n7,9,99,1,4139",
        ["procedures_icd"] = "row_id,subject_id,hadm_id,seq_num,icd9_code\n1,1,12,1,3961\n2,1,11,1,0331",
        ["prescriptions"] =
            "row_id,subject_id,hadm_id,startdate,drug_type,drug,drug_name_generic,ndc\n"
            + "1,1,11,2131-01-03 00:00:00,MAIN,Aspirin,,00904404073\n2,1,11,2131-01-02 00:00:00,MAIN,aspirin,,0\n3,1,11,,BASE,NS,,\n"
            + "4,1,12,2133-05-02 00:00:00,MAIN,No Such Brand,Metoprolol,0\n5,2,21,2150-06-08 00:00:00,ADDITIVE,Furosemide,,\n6,2,21,2150-06-08 00:00:00,MAIN,Never Heard Of,,0\n7,2,21,,MAIN,,,0",
        ["transfers"] =
            "row_id,subject_id,hadm_id,eventtype,curr_careunit,curr_wardid,intime\n"
            + "1,1,11,transfer,MICU,52,2131-01-05 00:00:00\n2,1,11,admit,,45,2131-01-02 03:04:05\n3,1,11,discharge,,,2131-01-09 12:00:00",
        ["labevents"] =
            "row_id,subject_id,hadm_id,itemid,charttime,value,valuenum,flag\n"
            + "1,1,11,50912,2131-01-03 06:00:00,2.1,2.1,abnormal\n2,1,11,50912,2131-01-02 06:00:00,1.9,1.9,abnormal\n3,1,11,50912,2131-01-05 06:00:00,0.9,0.9,\n"
            + "4,1,,50983,2131-01-02 05:00:00,120,120,abnormal\n5,1,,50983,2131-02-02 05:00:00,120,120,abnormal\n6,1,11,51001,2131-01-03 06:00:00,7,7,delta\n7,1,11,51002,2131-01-03 06:00:00,HOLD,,",
        ["d_labitems"] = "row_id,itemid,label,loinc_code\n1,50912,Creatinine,2160-0\n2,50983,Sodium,",
    };

    private static Dictionary<string, string> Mimic4() => new()
    {
        ["patients"] = "subject_id,gender,anchor_age,anchor_year\n1,F,58,2130\n2,M,91,2150",
        ["admissions"] =
            "subject_id,hadm_id,admittime,dischtime,admission_type\n1,11,2131-01-02 03:04:05,2131-01-09 12:00:00,EW EMER.\n"
            + "2,21,2150-06-07 00:00:00,,URGENT\n2,21,2150-06-07 00:00:00,,URGENT",
        ["diagnoses_icd"] = "subject_id,hadm_id,icd_code,icd_version\n1,11,0030,9\n2,21,E119,10",
        ["procedures_icd"] = "subject_id,hadm_id,icd_code,icd_version\n1,11,3961,9",
        ["prescriptions"] = "subject_id,hadm_id,drug_type,drug\n1,11,MAIN,Aspirin\n2,21,MAIN,Furosemide\n2,21,MAIN,\"No Such Drug, at all\"",
    };

    private static Dictionary<string, string> Eicu() => new()
    {
        ["patient"] =
            "patientunitstayid,patienthealthsystemstayid,uniquepid,gender,age,hospitalid,unittype,unitvisitnumber,hospitaldischargeyear,"
            + "hospitaladmitoffset,hospitaldischargeoffset,hospitaladmitsource,unitadmitsource,apacheadmissiondx\n"
            + "1,100,p-1,Female,66,59,MICU,1,2014,-60,2880,Emergency Department,Floor,\"Sepsis, pulmonary\"\n"
            + "2,200,p-2,Male,70,59,MICU,1,2014,-60,2880,,,\n2,200,p-2,Male,70,59,MICU,1,2014,-60,2880,,,",
        ["diagnosis"] = "patientunitstayid,diagnosisstring,icd9code\n1,a|b,003.0\n2,a|c,\"518.81, J96.00\"",
        ["treatment"] = "patientunitstayid,treatmentstring\n1,pulmonary|ventilation and oxygenation|mechanical ventilation",
        ["medication"] = "patientunitstayid,drugordercancelled,drugname,drughiclseqno\n1,No,ASPIRIN,\n2,No,FUROSEMIDE,\n2,No,no such drug,",
    };

    private static Dictionary<string, string> Omop() => new()
    {
        ["person"] = "person_id,gender_concept_id,year_of_birth\n1,8532,1950\n2,8507,1925",
        ["visit_occurrence"] =
            "visit_occurrence_id,person_id,visit_concept_id,visit_start_date,visit_end_date\n11,1,9201,2020-01-01,2020-01-05\n21,2,9201,2020-02-01,2020-02-05\n21,2,9201,2020-02-01,2020-02-05",
        ["condition_occurrence"] =
            "person_id,visit_occurrence_id,condition_concept_id,condition_start_date,condition_source_value,condition_source_concept_id\n"
            + "1,11,4000,2020-01-01,0030,44820682\n2,21,4001,2020-02-01,I10,45552385",
        ["procedure_occurrence"] = "person_id,visit_occurrence_id,procedure_concept_id,procedure_date\n1,11,4002,2020-01-02",
        ["drug_exposure"] =
            "person_id,visit_occurrence_id,drug_concept_id,drug_exposure_start_date,drug_source_value\n1,11,0,2020-01-02,Aspirin\n2,21,0,2020-02-02,Furosemide\n2,21,0,2020-02-02,no such drug",
    };

    private static Dictionary<string, string> Events() => new()
    {
        ["events"] =
            "patient_id,visit_id,started_at,ended_at,kind,system,code\n"
            + "1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Diagnosis,Icd9Cm,003.0\n1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Medication,Atc,B01AC06\n"
            + "2,a,2020-02-01,2020-02-05,Diagnosis,Icd10Cm,I10\n2,a,2020-02-01,2020-02-05,Medication,Local,Furosemide\n2,a,2020-02-01,2020-02-05,Medication,Local,no such drug\n"
            + "2,a,2021-02-01,2021-02-05,Diagnosis,Icd10Cm,I11",
    };
}
