namespace CafeMed;

/// <summary>The system a code belongs to: the same characters mean different things in ICD-9 and ICD-10.</summary>
/// <param name="Name">Letters, digits and hyphens, such as <c>Icd10Cm</c>; compared exactly.</param>
public readonly record struct CodeSystem(string Name)
{
    /// <summary>ICD-9-CM diagnoses, without the dot.</summary>
    public static readonly CodeSystem Icd9Cm = new("Icd9Cm");

    /// <summary>ICD-10-CM diagnoses, without the dot.</summary>
    public static readonly CodeSystem Icd10Cm = new("Icd10Cm");

    /// <summary>ICD-9-CM volume 3 procedures, without the dot.</summary>
    public static readonly CodeSystem Icd9Proc = new("Icd9Proc");

    /// <summary>ICD-10-PCS procedures.</summary>
    public static readonly CodeSystem Icd10Pcs = new("Icd10Pcs");

    /// <summary>WHO's Anatomical Therapeutic Chemical classification, any level.</summary>
    public static readonly CodeSystem Atc = new("Atc");

    /// <summary>SNOMED CT concepts.</summary>
    public static readonly CodeSystem Snomed = new("Snomed");

    /// <summary>LOINC observations.</summary>
    public static readonly CodeSystem Loinc = new("Loinc");

    /// <summary>RxNorm concepts (RxCUI).</summary>
    public static readonly CodeSystem RxNorm = new("RxNorm");

    /// <summary>US National Drug Codes, eleven digits.</summary>
    public static readonly CodeSystem Ndc = new("Ndc");

    /// <summary>Words that a data set uses for itself, such as a hospital's number or an age band.</summary>
    public static readonly CodeSystem Local = new("Local");

    /// <summary>The systems that the product itself knows by name.</summary>
    public static IReadOnlyList<CodeSystem> Known { get; } = [Icd9Cm, Icd10Cm, Icd9Proc, Icd10Pcs, Atc, Snomed, Loinc, RxNorm, Ndc, Local];

    /// <summary>The system's name.</summary>
    public override string ToString() => Name;
}
