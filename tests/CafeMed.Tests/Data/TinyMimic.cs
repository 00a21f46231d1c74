namespace CafeMed.Tests.Data;

/// <summary>A MIMIC-IV of two patients, by hand. Tests change a file and see what happens.</summary>
internal sealed class TinyMimic : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly Dictionary<string, string> _files = new()
    {
        ["patients"] =
            """
            subject_id,gender,anchor_age,anchor_year
            1,F,58,2130
            2,M,91,2150
            """,
        ["admissions"] =
            """
            subject_id,hadm_id,admittime,dischtime,admission_type,admission_location
            1,12,2133-05-01 08:00:00,2133-05-04 10:00:00,ELECTIVE,
            1,11,2131-01-02 03:04:05,2131-01-09 12:00:00,EW EMER.,EMERGENCY ROOM
            2,21,2150-06-07 00:00:00,,URGENT,
            """,
        ["diagnoses_icd"] =
            """
            subject_id,hadm_id,icd_code,icd_version
            1,11,4139,9
            1,11,0030,9
            1,12,I2510,10
            1,12,I2510,10
            2,21,E119,10
            9,99,E119,10
            """,
        ["procedures_icd"] =
            """
            subject_id,hadm_id,icd_code,icd_version,chartdate
            1,11,3961,9,2131-01-04
            1,12,02HV33Z,10,2133-05-04
            """,
        ["prescriptions"] =
            """
            subject_id,hadm_id,drug_type,drug,starttime,ndc
            1,11,MAIN,Aspirin,2131-01-03 08:00:00,0
            1,11,MAIN,aspirin,2131-01-02 20:00:00,0
            1,11,MAIN,"No Such Drug, at all",2131-01-03 08:00:00,
            1,11,BASE,0.9% Sodium Chloride,2131-01-03 08:00:00,
            1,12,MAIN,Metoprolol,2133-05-01 07:00:00,
            1,12,MAIN,,2133-05-01 09:00:00,
            2,21,ADDITIVE,Furosemide,2150-06-07 10:00:00,
            """,
        ["transfers"] =
            """
            subject_id,hadm_id,eventtype,careunit,intime
            1,11,ED,Emergency Department,2131-01-02 01:00:00
            1,11,transfer,Cardiology,2131-01-05 00:00:00
            1,11,admit,Medicine,2131-01-02 03:04:05
            1,11,discharge,,2131-01-09 12:00:00
            """,
    };

    public DirectoryInfo Root => _place.Sub("mimic");

    public string this[string table]
    {
        get => _files[table];
        set => _files[table] = value;
    }

    public TinyMimic Without(string table)
    {
        _files.Remove(table);
        return this;
    }

    public DirectoryInfo Write(bool zipped = false, string folder = "mimic/hosp/")
    {
        foreach (var (table, text) in _files)
            if (zipped)
                _place.Zip($"{folder}{table}.csv.gz", text + "\n");
            else
                _place.Write($"{folder}{table}.csv", text + "\n");
        return Root;
    }

    public FileInfo File(string name) => _place.File(name);

    public void Dispose() => _place.Dispose();
}
