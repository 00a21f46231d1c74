using System.Text;

namespace CafeMed.Tests.Data;

/// <summary>A MIMIC-IV of some patients, counted out, with the patient in every table as in the real files.</summary>
internal sealed class ManyMimic : IDisposable
{
    private static readonly string[] s_drugs = ["Aspirin", "Metoprolol", "Furosemide", "No such drug", "Warfarin", "Lisinopril", "Insulin", "0.9% Sodium Chloride"];

    private readonly TempFolder _place = new();
    private readonly Dictionary<string, string> _files;

    public ManyMimic(int patients)
    {
        var (people, stays, diagnoses, procedures, drugs, wards) = (
            new StringBuilder("subject_id,gender,anchor_age,anchor_year"), new StringBuilder("subject_id,hadm_id,admittime,dischtime,admission_type"),
            new StringBuilder("subject_id,hadm_id,icd_code,icd_version"), new StringBuilder("subject_id,hadm_id,icd_code,icd_version"),
            new StringBuilder("subject_id,hadm_id,drug_type,drug"), new StringBuilder("subject_id,hadm_id,eventtype,careunit,intime"));
        for (var i = 1; i <= patients; i++)
        {
            people.Append($"\n{i},{(i % 2 == 0 ? "F" : "M")},{20 + i},2130");
            for (var visit = 0; visit <= i % 4; visit++)
            {
                var (stay, day) = (1000 * i + visit, new DateTime(2130, 1, 1).AddDays(i + 40 * visit));
                stays.Append($"\n{i},{stay},{(i % 13 == 0 && visit == 0 ? "" : $"{day:yyyy-MM-dd HH:mm:ss}")},{day.AddDays(i % 50):yyyy-MM-dd HH:mm:ss},URGENT");
                for (var code = 0; code <= i % 3; code++)
                    diagnoses.Append($"\n{i},{stay},I{10 + (i + code + visit) % 30},10");
                if (i % 2 == 0)
                    procedures.Append($"\n{i},{stay},396{visit},9");
                for (var drug = 0; drug < (i + visit) % 5; drug++)
                    drugs.Append($"\n{i},{stay},{((i + drug) % 7 == 0 ? "BASE" : "MAIN")},{s_drugs[i * (drug + 3) % s_drugs.Length]}");
                wards.Append($"\n{i},{stay},admit,Ward {i % 3},{day:yyyy-MM-dd HH:mm:ss}");
            }
        }
        diagnoses.Append("\n,77,I10,10\n999,88,I10,10");
        _files = new()
        {
            ["patients"] = people.ToString(), ["admissions"] = stays.ToString(), ["diagnoses_icd"] = diagnoses.ToString(),
            ["procedures_icd"] = procedures.ToString(), ["prescriptions"] = drugs.ToString(), ["transfers"] = wards.ToString(),
        };
    }

    public string this[string table]
    {
        get => _files[table];
        set => _files[table] = value;
    }

    public DirectoryInfo Write()
    {
        foreach (var (table, text) in _files)
            _place.Write($"mimic/hosp/{table}.csv", text + "\n");
        return _place.Sub("mimic");
    }

    public void Dispose() => _place.Dispose();
}
