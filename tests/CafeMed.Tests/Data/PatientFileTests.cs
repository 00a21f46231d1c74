using System.Text;
using CafeMed.Data;
using CsCheck;

namespace CafeMed.Tests.Data;

public sealed class PatientFileTests
{
    private const string Whole =
        """
        {"id": "p", "visits": [{"id": "v", "startedAt": "2024-02-03T10:00:00", "endedAt": null,
          "codes": {"diagnosis": ["Icd10Cm:E119", "Icd9Cm:0030"], "medication": ["Atc:C09AA05"], "age": ["Local:60-69"]}}]}
        """;

    private static readonly TimeProvider _clock = new Noon2025();

    private static readonly Gen<(int System, string Plain, string Free)> _code = Gen.Select(
        Gen.Int[0, 2], Gen.String[Gen.Char.AlphaNumeric, 1, 8], Gen.String[Gen.Char[' ', '~'], 1, 20]);

    private static readonly Gen<VisitCodes> _codes = _code.Array[0, 4].Array[CodeKinds.All.Count]
        .Select(sets => new VisitCodes(CodeKinds.All.Zip(sets, (kind, codes) => KeyValuePair.Create(kind, CodeSet.From(codes.Take(kind is CodeKind.Age or CodeKind.Sex ? 1 : 4).Select(code => CodeOf(kind, code)))))));

    private static readonly Gen<Patient> _patient = Gen.Select(
        Gen.String[Gen.Char[' ', '\u02ff'], 1, 10], Gen.Select(Gen.Long[0, 6_000_000_000_000_000], Gen.Long[-1, 9_000_000_000_000], _codes).Array[1, 4],
        (id, visits) => new Patient(id, [.. visits.OrderBy(visit => visit.Item1).Select((visit, i) => new Visit(
            $"v{i}", new DateTime(2010, 1, 1).AddTicks(visit.Item1), visit.Item2 < 0 ? null : new DateTime(2010, 1, 1).AddTicks(visit.Item1 + visit.Item2), visit.Item3))]));

    [Fact]
    public void A_patient_is_read_with_visits_times_and_codes()
    {
        var patient = PatientFile.Read(Whole, _clock);

        Assert.Equal("p", patient.Id);
        Assert.Equal(new DateTime(2024, 2, 3, 10, 0, 0), patient.CurrentVisit.StartedAt);
        Assert.Null(patient.CurrentVisit.EndedAt);
        Assert.Equal([new(CodeSystem.Icd10Cm, "E119"), new(CodeSystem.Icd9Cm, "0030")], patient.CurrentVisit.Diagnoses);
        Assert.Equal("Local:60-69", patient.CurrentVisit[CodeKind.Age].Single().ToString());
    }

    [Theory]
    [InlineData("laboratory", "Loinc:2160-0 high")]
    [InlineData("laboratory", "Loinc:2160-0")]
    [InlineData("laboratory", "Local:50912 high")]
    [InlineData("diagnosis", "Snomed:73211009")]
    [InlineData("admissionDiagnosis", "Snomed:73211009")]
    [InlineData("pastHistory", "Snomed:73211009")]
    [InlineData("procedure", "Snomed:80146002")]
    [InlineData("allergy", "Snomed:91936005")]
    [InlineData("allergy", "RxNorm:7980")]
    [InlineData("allergy", "Ndc:00069001201")]
    public void What_connectors_write_is_read(string kind, string code)
    {
        var patient = PatientFile.Read(Whole.Replace("\"age\": [\"Local:60-69\"]", kind == "diagnosis" ? "\"procedure\": []" : $"\"{kind}\": [\"{code}\"]").Replace("Icd9Cm:0030", kind == "diagnosis" ? code : "Icd9Cm:0030"), _clock);

        Assert.Contains(Code.Parse(code), CodeKinds.All.SelectMany(one => patient.CurrentVisit[one]));
        Assert.Equal(patient, PatientFile.Read(PatientFile.Write(patient, _clock), _clock));
    }

    [Fact]
    public void A_patient_survives_writing_and_reading() =>
        _patient.Sample(patient => PatientFile.Read(PatientFile.Write(patient, _clock), _clock).Equals(patient), iter: 300, threads: 1);

    [Fact]
    public void The_last_visits_medications_may_be_absent() =>
        Assert.Empty(PatientFile.Read(Whole.Replace("\"medication\": [\"Atc:C09AA05\"], ", ""), _clock).CurrentVisit.Medications);

    [Fact]
    public void Shifted_dates_may_lie_in_the_future()
    {
        var shifted = Whole.Replace("2024", "2131").Replace("\"p\",", "\"p\", \"shiftedDates\": true,");

        Assert.Equal(2131, PatientFile.Read(shifted, _clock).CurrentVisit.StartedAt.Year);
        Assert.Contains("\"shiftedDates\": true", PatientFile.Write(PatientFile.Read(shifted, _clock), _clock));
        Assert.DoesNotContain("shiftedDates", PatientFile.Write(PatientFile.Read(Whole, _clock), _clock));
    }

    [Fact]
    public void The_example_of_the_documentation_is_read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CafeMed.slnx")))
            folder = folder.Parent!;
        using var example = File.OpenRead(Path.Combine(folder.FullName, "docs", "examples", "patient.json"));

        Assert.Equal(2, PatientFile.Read(example, _clock).Visits.Length);
    }

    [Theory]
    [InlineData("\"startedAt\"", "\"startAt\"", "CM1021", "$.visits[0] has an unknown property 'startAt'; did you mean 'startedAt'?")]
    [InlineData("\"id\": \"p\"", "\"id\": \"p\", \"name\": \"x\"", "CM1021", "$ has an unknown property 'name'")]
    [InlineData("\"id\": \"p\"", "\"id\": \"p\", \"id\": \"q\"", "CM1031", "'id' twice")]
    [InlineData("\"age\"", "\"diagnosis\"", "CM1031", "'diagnosis' twice")]
    [InlineData("\"id\": \"p\"", "\"id\": 7", "CM1022", "$.id is not a text")]
    [InlineData("\"id\": \"p\"", "\"id\": \"\"", "CM1032", "$.id is empty.")]
    [InlineData("Icd9Cm:0030", "Atc:C09AA05", "CM1033", "$.visits[0].codes.diagnosis[1]: 'Atc:C09AA05' is not a code for the kind 'diagnosis'")]
    [InlineData("\"medication\"", "\"procedure\"", "CM1033", "$.visits[0].codes.procedure[0]")]
    [InlineData("Atc:C09AA05", "Icd10Cm:I10", "CM1033", "$.visits[0].codes.medication[0]: 'Icd10Cm:I10' is not a code for the kind 'medication'")]
    [InlineData("Local:60-69", "Icd10Cm:I10", "CM1033", "$.visits[0].codes.age[0]")]
    [InlineData("\"id\": \"p\"", "\"id\": \"p\", \"shiftedDates\": 1", "CM1022", "$.shiftedDates")]
    [InlineData("\"id\": \"p\", ", "", "CM1023", "$ has no 'id'")]
    [InlineData("\"startedAt\": \"2024-02-03T10:00:00\", ", "", "CM1023", "$.visits[0] has no 'startedAt'")]
    [InlineData("\"2024-02-03T10:00:00\"", "null", "CM1022", "$.visits[0].startedAt")]
    [InlineData("2024-02-03T10:00:00", "yesterday", "CM1028", "'yesterday'")]
    [InlineData("2024-02-03T10:00:00", "2024-02-30T10:00:00", "CM1028", "'2024-02-30T10:00:00'")]
    [InlineData("2024-02-03T10:00:00", "2024-02-03T10:00:00Z", "CM1028", "$.visits[0].startedAt")]
    [InlineData("2024-02-03T10:00:00", "2025-06-01T12:00:01", "CM1029", "$.visits[0].startedAt: 2025-06-01T12:00:01 is in the future")]
    [InlineData("null", "\"2025-06-02T12:00\"", "CM1029", "$.visits[0].endedAt")]
    [InlineData("null", "\"2024-02-03T09:59:59\"", "CM1030", "$.visits[0].endedAt")]
    [InlineData("\"medication\"", "\"medications\"", "CM1024", "$.visits[0].codes: there is no kind of code named 'medications'; did you mean 'medication'?")]
    [InlineData("Icd9Cm:0030", "0030", "CM1025", "$.visits[0].codes.diagnosis[1]: '0030'")]
    [InlineData("Icd9Cm:0030", "Icd9Cm:003.0", "CM1025", "$.visits[0].codes.diagnosis[1]")]
    [InlineData("Icd9Cm:0030", "ICD10CM:E119", "CM1026", "$.visits[0].codes.diagnosis[1]: there is no code system named 'ICD10CM'; did you mean 'Icd10Cm'?")]
    [InlineData("\"Icd9Cm:0030\"", "30", "CM1022", "$.visits[0].codes.diagnosis[1] is not a text")]
    [InlineData("[\"Local:60-69\"]", "[\"Local:60-69\", \"Local:70-79\"]", "CM1034", "$.visits[0].codes.age: a visit has one, not 'Local:60-69' and 'Local:70-79'.")]
    [InlineData("\"age\": [", "\"sex\": [\"Local:M\", ", "CM1034", "$.visits[0].codes.sex")]
    [InlineData("\"age\": [\"Local:60-69\"]", "\"laboratory\": [\"Loinc:creatinine\"]", "CM1025", "$.visits[0].codes.laboratory[0]")]
    [InlineData("\"age\": [\"Local:60-69\"]", "\"laboratory\": [\"Snomed:1\"]", "CM1033", "$.visits[0].codes.laboratory[0]")]
    [InlineData("Icd9Cm:0030", "Snomed:73211009a", "CM1025", "$.visits[0].codes.diagnosis[1]")]
    [InlineData("[\"Atc:C09AA05\"]", "\"Atc:C09AA05\"", "CM1022", "$.visits[0].codes.medication is not a list")]
    public void What_is_wrong_is_named_with_its_place(string right, string wrong, string code, string message)
    {
        var broken = Whole.Replace(right, wrong);
        Assert.NotEqual(Whole, broken);

        var fault = Assert.Throws<CafeMedException>(() => PatientFile.Read(broken, _clock)).Fault;

        Assert.Equal(code, fault.Code);
        Assert.Contains(message, fault.Message);
    }

    [Theory]
    [InlineData("", "CM1020")]
    [InlineData("Dear colleague,", "CM1020")]
    [InlineData("{\"id\": \"p\", ", "CM1020")]
    [InlineData("{\"id\": \"\\ud800\", \"visits\": []}", "CM1020")]
    [InlineData("null", "CM1022")]
    [InlineData("[]", "CM1022")]
    [InlineData("{\"id\": \"p\", \"visits\": []}", "CM1027")]
    [InlineData("{\"id\": \"p\", \"visits\": {}}", "CM1022")]
    [InlineData("{\"id\": \"p\", \"visits\": [null]}", "CM1022")]
    public void What_is_no_patient_is_refused(string json, string code) =>
        Assert.Equal(code, Assert.Throws<CafeMedException>(() => PatientFile.Read(json, _clock)).Fault.Code);

    [Theory]
    [InlineData("", "The patient is not JSON: it is empty.")]
    [InlineData(" \n", "The patient is not JSON: it is empty.")]
    [InlineData("Dear colleague, here is", "line 1, column 1: 'Dear colleague, here' was not expected.")]
    [InlineData("{\"id\": \"é\",\n \"visits\": nothing}", "line 2, column 13: 'othing}' was not expected.")]
    [InlineData("{\"id\": \"p\", ", "line 1, column 13: the text ends too early, or the line does.")]
    [InlineData("{\"id\": \"\\ud800\", \"visits\": []}", "half a character")]
    public void What_is_not_JSON_is_said_in_plain_words_with_its_place(string json, string message)
    {
        var fault = Assert.Throws<CafeMedException>(() => PatientFile.Read(json, _clock)).Fault;

        Assert.Contains(message, fault.Message);
        Assert.DoesNotContain("LineNumber", fault.Message);
        Assert.DoesNotContain("isFinalBlock", fault.Message);
    }

    [Fact]
    public void The_fault_of_a_code_of_another_kind_names_the_systems_of_the_kind()
    {
        var fault = Assert.Throws<CafeMedException>(() => PatientFile.Read(Whole.Replace("Atc:C09AA05", "Icd10Cm:I10"), _clock)).Fault;

        Assert.Contains("Atc, Local", fault.Hint);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_not_repaired()
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(Whole.Replace("\"p\"", "\"é\"")));

        Assert.Equal("CM1020", Assert.Throws<CafeMedException>(() => PatientFile.Read(stream, _clock)).Fault.Code);
    }

    [Fact]
    public void Visits_out_of_order_are_refused_and_not_sorted()
    {
        var visits = "{\"id\": \"v\", \"startedAt\": \"2024-02-03T10:00:00\", \"codes\": {}}, {\"id\": \"w\", \"startedAt\": \"2023-02-03T10:00:00\", \"codes\": {}}";

        var exception = Assert.Throws<CafeMedException>(() => PatientFile.Read($"{{\"id\": \"p\", \"visits\": [{visits}]}}", _clock));

        Assert.Equal("CM2010", exception.Fault.Code);
    }

    private static Code CodeOf(CodeKind kind, (int System, string Plain, string Free) code)
    {
        CodeSystem[] systems = kind switch
        {
            CodeKind.Diagnosis or CodeKind.AdmissionDiagnosis or CodeKind.PastHistory => [CodeSystem.Local, CodeSystem.Icd9Cm, CodeSystem.Icd10Cm],
            CodeKind.Procedure => [CodeSystem.Local, CodeSystem.Icd9Proc, CodeSystem.Icd10Pcs],
            CodeKind.Medication or CodeKind.AdmissionDrug or CodeKind.Allergy => [CodeSystem.Local, CodeSystem.Atc],
            _ => [CodeSystem.Local],
        };
        var system = systems[code.System % systems.Length];
        return new(system, system == CodeSystem.Local ? code.Free : code.Plain.ToUpperInvariant());
    }

    private sealed class Noon2025 : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
