using System.Text;
using CafeMed.Data;

namespace CafeMed.Benchmarks;

/// <summary>Damaged rows of the tables of <c>events</c> and <c>mimic3</c>, fifty thousand to an import. All have odd cells; in one import of five, a quarter of the rows has damaged bytes instead, which mostly ends in a fault before the script.</summary>
internal static class FuzzRows
{
    private const int RowsAnImport = 50_000;

    private static readonly string[] s_odd =
    [
        "", " ", "infinity", "-infinity", "epoch", "294246-12-31", "0001-01-01", "9999-12-31", "9999-12-31 23:59:59.999999", "10000-01-01", "4713-01-01 (BC)", "2020-02-30",
        "2020-01-01T08:00:00Z", "2020-01-01 08:00:00+14:00", "2019-12-31", "'; drop table line; --", new('x', 5000), "\"a\"\"b\"", "\"a,b\"", "\"a\nb\"", "\0", "😀", "NaN", "1e308", "-1",
        "99999999999999999999", "Diagnosis", "TimeGap", "Medication", "Atc", "B01AC06", "Icd10Cm", "Ndc", "00904404073", ":", "Atc:", "1", "2", "a",
    ];

    private static readonly (string Name, string[] Lines)[] s_events =
    [
        ("events",
        [
            "patient_id,visit_id,started_at,ended_at,kind,system,code,known_at",
            "1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Diagnosis,Icd10Cm,I10,2020-01-02", "1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Medication,Atc,B01AC06,",
            "2,a,2020-02-01,2020-02-05,Diagnosis,Icd9Cm,003.0,2020-02-01 06:00", "2,a,2020-02-01,2020-02-05,Medication,Local,Furosemide,", "2,b,2021-02-01,2021-02-05,Medication,Ndc,00904404073,",
            "2,b,2021-02-01,2021-02-05,Laboratory,Loinc,2160-0 high,2021-02-02", "2,b,2021-02-01,2021-02-05,Allergy,Local,Latex,",
        ]),
    ];

    private static readonly (string Name, string[] Lines)[] s_mimic3 =
    [
        ("patients", ["subject_id,gender,dob", "1,F,2060-05-06 00:00:00", "2,M,1850-01-01 00:00:00"]),
        ("admissions",
        [
            "subject_id,hadm_id,admittime,dischtime,admission_type,admission_location,diagnosis",
            "1,12,2133-05-01 08:00:00,2133-05-04 10:00:00,ELECTIVE,PHYS REFERRAL,CORONARY ARTERY DISEASE\\CABG /SDA", "2,21,2150-06-07 00:00:00,2150-06-09 00:00:00,URGENT,,\"SEPSIS;TELEMETRY\"",
        ]),
        ("diagnoses_icd", ["subject_id,hadm_id,seq_num,icd9_code", "1,12,1,4139", "2,21,1,25000"]),
        ("procedures_icd", ["subject_id,hadm_id,seq_num,icd9_code", "1,12,1,3961"]),
        ("prescriptions",
        [
            "subject_id,hadm_id,startdate,drug_type,drug,drug_name_generic,ndc",
            "1,12,2133-05-02 00:00:00,MAIN,Aspirin,,00904404073", "2,21,2150-06-08 00:00:00,ADDITIVE,Furosemide,,", "2,21,,BASE,NS,,0",
        ]),
        ("transfers", ["subject_id,hadm_id,eventtype,curr_careunit,curr_wardid,intime", "1,12,admit,MICU,52,2133-05-01 08:00:00"]),
        ("labevents", ["subject_id,hadm_id,itemid,charttime,value,valuenum,flag", "1,12,50912,2133-05-02 06:00:00,2.1,2.1,abnormal", "2,,50983,2150-06-08 05:00:00,120,120,"]),
    ];

    /// <summary>Imports of damaged rows; sound rows before them leave a visit to use.</summary>
    public static IEnumerable<FuzzCase> Of(string what, int cases, Random random, DirectoryInfo folder, Func<byte[], byte[], Random, byte[]> change)
    {
        var tables = what == "events" ? s_events : s_mimic3;
        var (source, target) = (folder.CreateSubdirectory("source"), new DirectoryInfo(Path.Combine(folder.FullName, "cohort")));
        for (var done = 0; done < cases; done += RowsAnImport)
        {
            var files = tables.Select(table => File.Create(Path.Combine(source.FullName, $"{table.Name}.csv"))).ToArray();
            for (var table = 0; table < tables.Length; table++)
                foreach (var line in tables[table].Lines)
                    files[table].Write(Encoding.UTF8.GetBytes(line + "\n"));
            for (var i = 0; i < RowsAnImport; i++)
            {
                var table = random.Next(tables.Length);
                files[table].Write(Damaged(tables[table].Lines, random, done / RowsAnImport % 5 == 0 ? change : null));
                files[table].WriteByte((byte)'\n');
            }
            foreach (var file in files)
                file.Dispose();
            yield return new(null, what == "events" ? new Events() : new Mimic3(), source, RowsAnImport, []) { Target = target };
        }
    }

    /// <summary>Imports; how many rows were used, dropped and unreadable, or the fault for all of them.</summary>
    public static async Task<(string Outcome, int Times)[]> OutcomesAsync(FuzzCase run)
    {
        try
        {
            // One bucket and four in turn: the latter deals rows to files.
            var options = new ImportOptions { MaxUnreadable = 1, Buckets = run.Target!.Exists ? 4 : 1 };
            var receipt = await new CohortImport(run.Connector!, "fuzz", options, new()).RunAsync(run.Root!, run.Target, progress: null, CancellationToken.None).ConfigureAwait(false);
            var (rows, used, unreadable) = (receipt.Tables.Sum(table => table.Rows), receipt.Tables.Sum(table => table.Used), receipt.Tables.Sum(table => table.Unreadable));
            var dropped = receipt.Tables.Sum(table => table.Dropped.Sum(drop => drop.Rows));
            return rows == used + dropped
                ? [("rows used", (int)used), ("rows dropped with a reason", (int)(dropped - unreadable)), ("lines put aside", (int)unreadable)]
                : throw new InvalidOperationException($"{rows} rows, {used} used, {dropped} dropped");
        }
        catch (CafeMedException exception)
        {
            return [(exception.Fault.Code, run.Cases)];
        }
        catch (Exception exception)
        {
            var kept = Directory.CreateTempSubdirectory("cafemed-fuzz-kept-");
            foreach (var file in run.Root!.EnumerateFiles())
                file.CopyTo(Path.Combine(kept.FullName, file.Name));
            await Console.Error.WriteLineAsync($"{exception}\nThe files are kept in {kept.FullName}").ConfigureAwait(false);
            throw;
        }
        finally
        {
            if (run.Target!.Exists && Directory.EnumerateFiles(run.Target.FullName).Count() > 4)
                run.Target.Delete(recursive: true);
        }
    }

    private static byte[] Damaged(string[] lines, Random random, Func<byte[], byte[], Random, byte[]>? change)
    {
        var line = lines[1 + random.Next(lines.Length - 1)];
        if (change is not null && random.Next(4) == 0)
            return change(Encoding.UTF8.GetBytes(line), Encoding.UTF8.GetBytes(lines[^1]), random);
        var cells = line.Split(',');
        for (var left = random.Next(1, 4); left > 0; left--)
            cells[random.Next(cells.Length)] = random.Next(3) == 0 ? random.Next(3000).ToString(System.Globalization.CultureInfo.InvariantCulture) : s_odd[random.Next(s_odd.Length)];
        return Encoding.UTF8.GetBytes(string.Join(',', cells));
    }
}
