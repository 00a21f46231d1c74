using System.Globalization;
using System.Text;

namespace CafeMed.Benchmarks;

/// <summary>Files in the shape of MIMIC-IV's hosp folder, of any size: made of a seed, so that nobody's records are in them.</summary>
/// <remarks>For each 20 prescriptions: one patient, three admissions, nine diagnoses, a procedure or two. Drugs are names of the shipped map, the k-th with weight 1/k; 3 % are in no map.</remarks>
internal static class Mimic4Files
{
    private static readonly string[] s_admissions = ["EW EMER.", "URGENT", "ELECTIVE", "OBSERVATION ADMIT", "DIRECT EMER."];

    /// <summary>Writes the files for so many prescriptions.</summary>
    public static void Write(DirectoryInfo folder, long prescriptions, IReadOnlyList<string> drugs)
    {
        var hosp = folder.CreateSubdirectory("hosp");
        var random = new Random(7);
        using var patients = Open(hosp, "patients", "subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod");
        using var admissions = Open(hosp, "admissions", "subject_id,hadm_id,admittime,dischtime,deathtime,admission_type,admission_location");
        using var diagnoses = Open(hosp, "diagnoses_icd", "subject_id,hadm_id,seq_num,icd_code,icd_version");
        using var procedures = Open(hosp, "procedures_icd", "subject_id,hadm_id,seq_num,chartdate,icd_code,icd_version");
        using var orders = Open(hosp, "prescriptions", "subject_id,hadm_id,pharmacy_id,starttime,stoptime,drug_type,drug,route");
        var common = Weights(drugs.Count);
        for (long patient = 0; patient < prescriptions / 20; patient++)
        {
            var person = 10_000_000 + patient;
            patients.Write(string.Create(CultureInfo.InvariantCulture, $"{person},{(random.Next(2) == 0 ? "F" : "M")},{18 + random.Next(74)},2140,2011 - 2013,\n"));
            var day = new DateTime(2140, 1, 1).AddDays(random.Next(3000));
            for (var visit = 0; visit < 3; visit++)
            {
                var stay = 20_000_000 + 3 * patient + visit;
                var (start, end) = (day.AddMinutes(random.Next(1440)), day.AddDays(1 + random.Next(12)).AddMinutes(random.Next(1440)));
                var (started, ended) = (Text(start), Text(end));
                admissions.Write(string.Create(CultureInfo.InvariantCulture, $"{person},{stay},{started},{ended},,{s_admissions[random.Next(5)]},EMERGENCY ROOM\n"));
                for (var i = 1; i <= 3; i++)
                    diagnoses.Write(string.Create(CultureInfo.InvariantCulture, $"{person},{stay},{i},{(char)('A' + random.Next(20))}{random.Next(100):00}{random.Next(10)},10\n"));
                if (visit > 0 || patient % 2 == 0)
                    procedures.Write(string.Create(CultureInfo.InvariantCulture, $"{person},{stay},1,{started.AsSpan(0, 10)},0{(char)('2' + random.Next(7))}H{random.Next(100):00}3Z,10\n"));
                for (var i = 0; i < (visit == 2 ? 6 : 7); i++)
                {
                    var drug = random.Next(100) < 3 ? $"Trial drug {random.Next(50)}" : drugs[common[random.Next(common.Length)]];
                    orders.Write(string.Create(CultureInfo.InvariantCulture, $"{person},{stay},{30_000_000 + i + 7 * stay},{started},{ended},{(random.Next(7) == 0 ? "BASE" : "MAIN")},{Cell(drug)},IV\n"));
                }
                day = end.AddDays(1 + random.Next(400));
            }
        }
    }

    private static int[] Weights(int count)
    {
        var places = new List<int>();
        for (var k = 0; k < count; k++)
            places.AddRange(Enumerable.Repeat(k, Math.Max(1, 20_000 / (k + 1))));
        return [.. places];
    }

    private static StreamWriter Open(DirectoryInfo folder, string table, string header)
    {
        var writer = new StreamWriter(Path.Combine(folder.FullName, table + ".csv"), append: false, new UTF8Encoding(false), 1 << 20);
        writer.Write(header + "\n");
        return writer;
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Cell(string text) => text.Contains(',', StringComparison.Ordinal) || text.Contains('"', StringComparison.Ordinal) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
