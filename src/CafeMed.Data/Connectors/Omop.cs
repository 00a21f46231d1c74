using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>The OMOP Common Data Model, versions 5.3 and 5.4: from files, or from a live PostgreSQL database.</summary>
/// <remarks>
/// <para>A visit is a row of <c>visit_occurrence</c>, of whatever type; the type is a code of its own. Rows that name no visit belong to the visit of
/// the person in whose time they fall.</para>
/// <para><b>Codes.</b> With the table <c>concept</c>: ICD-9-CM, ICD-10-CM, ICD-9 procedures and ICD-10-PCS as the source recorded them, else the standard
/// concept's SNOMED CT code, else vocabulary and code as a local code. Without it: source values of conditions that look like ICD-9 or ICD-10 and have a
/// source concept of the public vocabularies (below 2,000,000,000), else <c>concept N</c>. HCPCS codes for drugs (J) are no procedures.</para>
/// <para><b>Drugs.</b> The nearest ATC codes of level 5 by <c>concept_ancestor</c> or <c>concept_relationship</c>; else the RxNorm code of the drug or of
/// its ingredients; else the NDC; else the source's or the concept's words. Of several ATC codes of one ingredient (aspirin has one for each use),
/// those that our map also gives are taken, all where it gives none of them. Drugs that the patient reports are drugs on admission.</para>
/// <para>Measurements are low, high or normal by their value concept, else by their own range; LOINC where <c>concept</c> knows it.</para>
/// <para>Known when: what happened, at its time (a day only: at its end, but drugs from its beginning). Conditions at the end of the visit, for they are
/// mostly billing's, unless their type says that they come from the record kept during the visit (encounter, problem list, note).</para>
/// </remarks>
[Part("omop",
    Source = "OHDSI, OMOP Common Data Model 5.3 and 5.4; Hripcsak et al. 2015, Observational Health Data Sciences and Informatics, doi:10.3233/978-1-61499-564-7-574",
    Summary = "OMOP CDM 5.3 and 5.4 (*.csv, *.csv.gz, *.parquet; or a PostgreSQL database by --connection)")]
public sealed class Omop : SqlConnector, IDatabaseConnector
{
    // A drug's own RxNorm code and name, and the codes of ingredients, but not those of drugs that nobody had.
    private const string Wanted =
        "vocabulary_id like 'RxNorm%' and concept_id in (select drug_concept_id from drug_exposure union select value_as_concept_id from observation)";

    // What is worth fetching of a vocabulary of ten million concepts.
    private static readonly ImmutableDictionary<string, string> s_filters = new Dictionary<string, string>
    {
        ["concept"] = "vocabulary_id in ('ICD9CM', 'ICD10CM', 'ICD9Proc', 'ICD10PCS', 'ICD10', 'ICD10GM', 'SNOMED', 'CPT4', 'HCPCS', 'LOINC', 'NDC', 'ATC', "
            + "'RxNorm', 'RxNorm Extension', 'Visit', 'CMS Place of Service')",
        ["concept_ancestor"] = "ancestor_concept_id in (select concept_id from concept where vocabulary_id = 'ATC' or concept_class_id = 'Ingredient') "
            + "and descendant_concept_id in (select drug_concept_id from drug_exposure)",
        ["concept_relationship"] = "concept_id_2 in (select concept_id from concept where vocabulary_id = 'ATC') "
            + "and concept_id_1 in (select drug_concept_id from drug_exposure)",
    }.ToImmutableDictionary();

    /// <inheritdoc/>
    public override string Label => "drug exposures of the visit but those the patient reports, as ATC codes of level 5; a code counts once a visit";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Folders => [];

    /// <inheritdoc/>
    protected override IReadOnlyList<SourceTable> Tables { get; } =
    [
        new("person", "person_id", "gender_concept_id", "year_of_birth")
        {
            Key = "person_id", OptionalColumns = ["month_of_birth", "day_of_birth", "gender_source_value"],
        },
        new("visit_occurrence", "visit_occurrence_id", "person_id", "visit_concept_id", "visit_start_date", "visit_end_date")
        {
            Key = "person_id",
            OptionalColumns = ["visit_start_datetime", "visit_end_datetime", "care_site_id", "admitting_source_value", "admitted_from_source_value"],
        },
        new("condition_occurrence", "person_id", "visit_occurrence_id", "condition_concept_id", "condition_start_date")
        {
            Key = "person_id",
            OptionalColumns = ["condition_start_datetime", "condition_type_concept_id", "condition_source_value", "condition_source_concept_id"],
        },
        new("procedure_occurrence", "person_id", "visit_occurrence_id", "procedure_concept_id", "procedure_date")
        {
            Key = "person_id", OptionalColumns = ["procedure_datetime", "procedure_source_value", "procedure_source_concept_id"],
        },
        new("drug_exposure", "person_id", "visit_occurrence_id", "drug_concept_id", "drug_exposure_start_date")
        {
            Key = "person_id",
            OptionalColumns = ["drug_exposure_start_datetime", "drug_type_concept_id", "drug_source_value", "drug_source_concept_id"],
            Drugs =
            [
                new(CodeSystem.Ndc, "if(regexp_full_match(trim(drug_source_value), '[0-9]{11}|[0-9]{5}-[0-9]{4}-[0-9]{2}'), replace(trim(drug_source_value), '-', ''), null)"),
                DrugColumn.Name("trim(drug_source_value)"),
            ],
        },
        new("measurement", "person_id", "visit_occurrence_id", "measurement_concept_id", "measurement_date", "value_as_number", "range_low", "range_high")
        {
            Key = "person_id", OptionalFor = "laboratory results",
            OptionalColumns = ["measurement_datetime", "value_as_concept_id", "measurement_source_value"],
        },
        new("observation", "person_id", "visit_occurrence_id", "observation_concept_id", "observation_date")
        {
            Key = "person_id", OptionalFor = "allergies and past history",
            OptionalColumns = ["observation_datetime", "value_as_concept_id", "value_as_string"],
            Drugs = [DrugColumn.Name("if(observation_concept_id = '439224', trim(value_as_string), null)")],
        },
        new("visit_detail", "person_id", "visit_occurrence_id", "visit_detail_start_date")
        {
            Key = "person_id", OptionalFor = "the first ward", OptionalColumns = ["visit_detail_start_datetime", "care_site_id"],
        },
        new("care_site", "care_site_id", "care_site_name") { IsDictionary = true, OptionalFor = "the names of hospitals and wards" },
        new("concept", "concept_id", "concept_name", "vocabulary_id", "concept_class_id", "concept_code")
        {
            IsDictionary = true,
            Drugs =
            [
                new(CodeSystem.RxNorm, $"if({Wanted} or vocabulary_id = 'RxNorm' and concept_class_id = 'Ingredient', concept_code, null)"),
                new(CodeSystem.Ndc, "if(vocabulary_id = 'NDC' and concept_id in (select drug_source_concept_id from drug_exposure), concept_code, null)"),
                DrugColumn.Name($"if({Wanted}, concept_name, null)"),
            ],
            OptionalFor = "the vocabularies: without them codes are concept numbers, and source values that look like ICD codes",
        },
        new("concept_ancestor", "ancestor_concept_id", "descendant_concept_id", "min_levels_of_separation")
        {
            IsDictionary = true, OptionalFor = "ATC codes and ingredients of drugs",
        },
        new("concept_relationship", "concept_id_1", "concept_id_2") { IsDictionary = true, OptionalFor = "ATC codes of drugs", OptionalColumns = ["invalid_reason"] },
    ];

    /// <inheritdoc/>
    protected override string Script => OmopScript.Text;

    /// <inheritdoc/>
    protected override async Task<SourceExtract?> ExtractAsync(ImportOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Connection is { } connection
            ? await PostgresSource.ExtractAsync(connection, options.Schema, Tables, s_filters, ct).ConfigureAwait(false)
            : null;
    }
}
