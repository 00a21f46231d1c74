using System.Text;
using CafeMed.Data;

namespace CafeMed.Benchmarks;

/// <summary>Makes damaged inputs.</summary>
public static class FuzzCases
{
    private const int LinesAFile = 10_000;

    private static readonly string[] s_resources =
    [
        """{"resourceType":"Patient","id":"p1","birthDate":"1950-06-15","gender":"female"}""",
        """{"resourceType":"Encounter","id":"e1","status":"finished","class":{"code":"IMP"},"type":[{"text":"stay"}],"subject":{"reference":"Patient/p1"},"period":{"start":"2020-01-10T08:00:00Z","end":"2020-01-14T12:00:00Z"},"partOf":{"reference":"Encounter/e2"},"location":[{"location":{"reference":"Location/icu"}}],"reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"I50.9"}]}]}""",
        """{"resourceType":"Encounter","id":"e2","status":"finished","class":{"code":"AMB"},"subject":{"reference":"urn:uuid:p1"},"period":{"start":"2020-01-09T09:00:00+01:00","end":"2020-03-01"}}""",
        """{"resourceType":"Condition","id":"c1","meta":{"lastUpdated":"2021-01-01T00:00:00Z"},"clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006"},{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"e11.9"}]},"subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e1"},"onsetDateTime":"2010-01","recordedDate":"2020-01-11T10:00:00Z"}""",
        """{"resourceType":"Procedure","id":"r1","status":"completed","code":{"coding":[{"system":"http://www.cms.gov/Medicare/Coding/ICD10","code":"02HV33Z"}]},"subject":{"reference":"Patient/p1"},"performedPeriod":{"start":"2020-01-12"}}""",
        """{"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order","medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"00071-0155-23","display":"Lipitor 10 MG"}]},"subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e1"},"authoredOn":"2020-01-10T09:00:00Z"}""",
        """{"resourceType":"MedicationAdministration","id":"m2","status":"completed","medicationReference":{"reference":"Medication/d1"},"subject":{"reference":"Patient/p1"},"context":{"reference":"Encounter/e2"},"effectiveDateTime":"2020-01-10T08:10:00Z"}""",
        """{"resourceType":"Medication","id":"d1","code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"6809","display":"metformin"}]}}""",
        """{"resourceType":"MedicationStatement","id":"m3","status":"active","contained":[{"resourceType":"Medication","id":"in","code":{"text":"Warfarin 5 mg tab"}}],"medicationReference":{"reference":"#in"},"subject":{"reference":"Patient/p1"},"dateAsserted":"2020-01-10T08:05:00Z"}""",
        """{"resourceType":"AllergyIntolerance","id":"a1","code":{"text":"Latex"},"patient":{"reference":"Patient/p1"},"recordedDate":"2020-06-01"}""",
        """{"resourceType":"Observation","id":"o1","status":"final","category":[{"coding":[{"code":"laboratory"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},"interpretation":[{"coding":[{"code":"HH"}]}],"subject":{"reference":"Patient/p1"},"effectiveDateTime":"2020-01-11T06:00:00Z"}""",
    ];

    private static readonly (string Name, string Text)[] s_tables =
    [
        ("patients", "subject_id,gender,anchor_age,anchor_year\n1,F,60,2131\n2,M,91,2150\n"),
        ("admissions", "subject_id,hadm_id,admittime,dischtime,admission_type\n1,11,2131-01-02 03:04:05,2131-01-05 00:00:00,URGENT\n2,21,2150-06-07 00:00:00,,\"EW, EMER.\"\n"),
        ("diagnoses_icd", "subject_id,hadm_id,seq_num,icd_code,icd_version\n1,11,1,0030,9\n2,21,1,E119,10\n"),
        ("procedures_icd", "subject_id,hadm_id,seq_num,chartdate,icd_code,icd_version\n1,11,1,2131-01-02,3961,9\n"),
        ("prescriptions", "subject_id,hadm_id,starttime,drug_type,drug,ndc\n1,11,2131-01-02 05:00:00,MAIN,Aspirin,0\n2,21,2150-06-07 01:00:00,MAIN,Furosemide,0\n"),
    ];

    /// <summary>Damaged inputs of one sort.</summary>
    public static IEnumerable<FuzzCase> Of(string what, int cases, Random random, DirectoryInfo folder, Func<byte[], byte[], Random, byte[]> change) => what switch
    {
        "pickle" => Pickles(cases, random, change),
        "bundle" => Bundles(cases, random, folder, change),
        "csv" => Tables(cases, random, folder, change),
        "events" or "mimic3" => FuzzRows.Of(what, cases, random, folder, change),
        _ => Lines(cases, random, folder, what == "values", change),
    };

    private static IEnumerable<FuzzCase> Pickles(int cases, Random random, Func<byte[], byte[], Random, byte[]> change)
    {
        var seeds = File.ReadLines(Path.Combine(Root(), "tests/CafeMed.Tests/Data/Pickle/samples.txt")).Select(line => Convert.FromBase64String(line.Split(' ')[1])).ToArray();
        for (var i = 0; i < cases; i++)
        {
            var bytes = change(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)], random);
            yield return new(bytes, null, null, 1, bytes);
        }
    }

    // Files of many lines. Where only values change, lines stay JSON and the script behind them runs; else too many are broken, and reading ends there.
    private static IEnumerable<FuzzCase> Lines(int cases, Random random, DirectoryInfo folder, bool values, Func<byte[], byte[], Random, byte[]> change)
    {
        var file = Path.Combine(folder.FullName, "all.ndjson");
        for (var done = 0; done < cases; done += LinesAFile)
        {
            using (var stream = File.Create(file))
                for (var i = 0; i < LinesAFile; i++)
                {
                    var (line, other) = (s_resources[random.Next(s_resources.Length)], s_resources[random.Next(s_resources.Length)]);
                    var damaged = values && random.Next(40) > 0 ? Value(line, random) : change(Encoding.UTF8.GetBytes(line), Encoding.UTF8.GetBytes(other), random);
                    stream.Write(damaged);
                    stream.WriteByte((byte)'\n');
                }
            yield return new(null, new FhirExport(), folder, LinesAFile, []);
        }
    }

    // Another text in the place of one or two of a resource's texts: identifiers change too, so resources meet in new ways.
    private static byte[] Value(string line, Random random)
    {
        string[] odd = ["", "p1", "e1", "e2", "Patient/p2", "urn:uuid:", "0001", "9999-12-31T23:59:59.9999999-14:00", "2020-02-30", "\\u0000", "\\ud83d\\ude00", "'; drop table visit; --", new('x', 5000), "Encounter/e1/_history/", "#", "?|", "entered-in-error", "-1"];
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var parts = line.Split('"');
            var at = 1 + 2 * random.Next(parts.Length / 2);
            parts[at] = parts[at] is "resourceType" || at > 1 && parts[at - 2] is "resourceType" ? parts[at] : random.Next(3) == 0 ? $"p{random.Next(3000)}" : odd[random.Next(odd.Length)];
            line = string.Join('"', parts);
        }
        return Encoding.UTF8.GetBytes(line);
    }

    private static IEnumerable<FuzzCase> Bundles(int cases, Random random, DirectoryInfo folder, Func<byte[], byte[], Random, byte[]> change)
    {
        var whole = Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle","entry":[{{string.Join(",", s_resources.Select(resource => $$"""{"fullUrl":"urn:uuid:x","resource":{{resource}}}"""))}}]}""");
        for (var i = 0; i < cases; i++)
        {
            var bytes = change(whole, whole, random);
            File.WriteAllBytes(Path.Combine(folder.FullName, "all.json"), bytes);
            yield return new(null, new FhirExport(), folder, 1, bytes);
        }
    }

    private static IEnumerable<FuzzCase> Tables(int cases, Random random, DirectoryInfo folder, Func<byte[], byte[], Random, byte[]> change)
    {
        for (var i = 0; i < cases; i++)
        {
            var which = random.Next(s_tables.Length);
            var bytes = Array.Empty<byte>();
            for (var table = 0; table < s_tables.Length; table++)
            {
                var plain = Encoding.UTF8.GetBytes(s_tables[table].Text);
                if (table == which)
                    plain = bytes = change(plain, Encoding.UTF8.GetBytes(s_tables[random.Next(s_tables.Length)].Text), random);
                File.WriteAllBytes(Path.Combine(folder.FullName, $"{s_tables[table].Name}.csv"), plain);
            }
            yield return new(null, new Mimic4(), folder, 1, bytes);
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CafeMed.slnx")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
