namespace CafeMed.Tests.Data;

/// <summary>An OMOP database of two people with a piece of the vocabularies, by hand: as files, or as what a database is filled with.</summary>
internal static class TinyOmop
{
    public static IReadOnlyDictionary<string, string> Tables { get; } = new Dictionary<string, string>
    {
        ["person"] = "person_id,gender_concept_id,year_of_birth,month_of_birth,day_of_birth,gender_source_value\n1,8532,1950,1,2,F\n2,0,1925,,,x",
        ["visit_occurrence"] =
            "visit_occurrence_id,person_id,visit_concept_id,visit_start_date,visit_start_datetime,visit_end_date,visit_end_datetime,care_site_id,admitted_from_source_value\n"
            + "10,1,9201,2020-01-01,2020-01-01 10:00:00,2020-01-05,2020-01-05 12:00:00,7,HOME\n"
            + "11,1,9203,2020-03-01,,2020-03-01,,,\n20,2,9201,2020-02-01,2020-02-01 08:00:00,2020-02-03,2020-02-03 08:00:00,,\n10,1,9201,2020-01-01,,2020-01-05,,,",
        ["visit_detail"] = "person_id,visit_occurrence_id,visit_detail_start_date,visit_detail_start_datetime,care_site_id\n1,10,2020-01-02,2020-01-02 09:00:00,9\n1,10,2020-01-01,2020-01-01 10:00:00,8",
        ["care_site"] = "care_site_id,care_site_name\n7,Mercy\n8,Ward A\n9,ICU",
        ["condition_occurrence"] =
            "person_id,visit_occurrence_id,condition_concept_id,condition_start_date,condition_start_datetime,condition_type_concept_id,condition_source_value,condition_source_concept_id\n"
            + "1,10,201826,2020-01-01,2020-01-01 10:00:00,32821,E11.9,45552385\n1,10,320128,2020-01-02,,32840,401.9,0\n1,10,0,2020-01-01,,32821,003.0,44820682\n"
            + "1,,4000,2020-03-01,,32821,,0\n1,10,0,2020-01-01,,32821,J44,500\n9,99,4000,2020-01-01,,32821,,0\n1,10,0,2020-01-01,,32821,,0\n2,20,201826,2020-02-01,,32821,,0",
        ["procedure_occurrence"] =
            "person_id,visit_occurrence_id,procedure_concept_id,procedure_date,procedure_datetime,procedure_source_value,procedure_source_concept_id\n"
            + "1,10,2313801,2020-01-03,,92980,2313801\n1,10,0,2020-01-03,,J1885,2718000\n1,10,0,2020-01-03,2020-01-03 11:00:00,02HV33Z,2790000",
        ["drug_exposure"] =
            "person_id,visit_occurrence_id,drug_concept_id,drug_exposure_start_date,drug_exposure_start_datetime,drug_type_concept_id,drug_source_value,drug_source_concept_id\n"
            + "1,10,19059056,2020-01-02,,32838,Aspirin,0\n1,10,40000001,2020-01-02,2020-01-02 07:00:00,32838,brand x,0\n1,10,0,2020-01-01,,32865,Metoprolol,0\n"
            + "1,10,0,2020-01-01,,32838,no such drug,0\n1,10,0,2020-01-01,,32838,,0\n2,20,40000002,2020-02-01,,32838,brand y,0",
        ["measurement"] =
            "person_id,visit_occurrence_id,measurement_concept_id,measurement_date,measurement_datetime,value_as_number,value_as_concept_id,range_low,range_high,measurement_source_value\n"
            + "1,10,3016723,2020-01-02,2020-01-02 06:00:00,2.0,0,0.4,1.1,creat\n1,10,0,2020-01-02,2020-01-02 06:00:00,4,0,3.5,5,K\n"
            + "1,10,3016723,2020-01-03,,,4267416,,,creat\n1,10,3016723,2020-01-03,,9,0,,,creat\n1,10,0,2020-01-03,,9,0,1,2,",
        ["observation"] =
            "person_id,visit_occurrence_id,observation_concept_id,observation_date,value_as_concept_id,value_as_string\n"
            + "1,10,439224,2020-01-01,1112807,\n1,10,439224,2020-01-01,,strawberries\n1,10,4214956,2020-01-01,320128,\n1,10,5,2020-01-01,,married",
        ["concept"] =
            "concept_id,concept_name,vocabulary_id,concept_class_id,concept_code\n201826,Type 2 diabetes mellitus,SNOMED,Disorder,44054006\n"
            + "45552385,Type 2 diabetes mellitus without complications,ICD10CM,5-char billing code,E11.9\n320128,Essential hypertension,SNOMED,Disorder,59621000\n"
            + "44820682,Salmonella gastroenteritis,ICD9CM,4-dig billing code,003.0\n500,COPD,ICD10,ICD10 code,J44\n2313801,stent,CPT4,CPT4,92980\n"
            + "2718000,ketorolac injection,HCPCS,HCPCS,J1885\n2790000,central line,ICD10PCS,ICD10PCS,02HV33Z\n9201,Inpatient Visit,Visit,Visit,IP\n"
            + "19059056,aspirin 81 MG Oral Tablet,RxNorm,Clinical Drug,243670\n1112807,aspirin,RxNorm,Ingredient,1191\n21600001,aspirin,ATC,ATC 5th,B01AC06\n"
            + "21600002,aspirin,ATC,ATC 5th,N02BA01\n21600003,antithrombotics,ATC,ATC 3rd,B01A\n40000001,compound 1,RxNorm,Clinical Drug,9000001\n"
            + "40000002,compound 2,RxNorm,Clinical Drug,9000002\n21600004,losartan and diuretics,ATC,ATC 5th,C09DA01\n21600005,furosemide,ATC,ATC 5th,C03CA01\n"
            + "3016723,Creatinine,LOINC,Lab Test,2160-0",
        ["concept_ancestor"] =
            "ancestor_concept_id,descendant_concept_id,min_levels_of_separation\n21600001,19059056,2\n21600002,19059056,2\n21600003,19059056,4\n1112807,19059056,1\n"
            + "21600004,40000001,1\n21600005,40000001,2",
        ["concept_relationship"] = "concept_id_1,concept_id_2,relationship_id,invalid_reason\n40000002,21600005,RxNorm - ATC,\n40000002,21600001,RxNorm - ATC,D",
    };

    public static DirectoryInfo Write(TempFolder place, params ReadOnlySpan<string> without)
    {
        foreach (var (table, text) in Tables)
            if (!without.Contains(table))
                place.Write($"omop/{table}.csv", text + "\n");
        return place.Sub("omop");
    }
}
