using System.Collections.Frozen;
using System.IO.Compression;

namespace CafeMed;

/// <summary>What diagnoses and procedures have in common with their neighbours: the ICD-10 category, the first three characters.</summary>
/// <remarks>
/// <para>A rare code, and one that training never saw, still says what its category says. A code of ICD-9 has the category that most of its targets in the General
/// Equivalence Mappings have, so that records in both editions speak of the same thing; where it has none, its own (three digits, of E codes four, of procedures two).</para>
/// <para>Source: CMS, General Equivalence Mappings 2018 (<c>data/categories</c>). It depends on the code alone, so it is the same wherever a patient is read.</para>
/// </remarks>
public static class CodeCategories
{
    private static readonly Lazy<FrozenDictionary<Code, Code>> s_ofIcd9 = new(Read);

    /// <summary>The categories of a visit's codes, each once. Codes of systems without categories have none.</summary>
    public static CodeSet Of(CodeSet diagnoses, CodeSet procedures)
    {
        ArgumentNullException.ThrowIfNull(diagnoses);
        ArgumentNullException.ThrowIfNull(procedures);
        return CodeSet.From(diagnoses.Concat(procedures).Select(Of).OfType<Code>());
    }

    /// <summary>The category of a diagnosis or procedure; <see langword="null"/> for a code of a system without categories.</summary>
    public static Code? Of(Code code) =>
        LengthIn(code) == 0 ? null : s_ofIcd9.Value.TryGetValue(code, out var category) ? category : OwnOf(code);

    /// <summary>The category in the code's own system: three characters, of E codes of ICD-9 four, of ICD-9 procedures two. Other codes, and shorter ones, as they are.</summary>
    public static Code OwnOf(Code code) => LengthIn(code) is > 0 and var length && code.Value.Length > length ? code with { Value = code.Value[..length] } : code;

    /// <summary>How many characters a category has in the code's own system; 0 where it has none.</summary>
    public static int LengthIn(Code code) => code.System.Name switch
    {
        "Icd9Cm" => code.Value.StartsWith('E') ? 4 : 3,
        "Icd10Cm" or "Icd10Pcs" => 3,
        "Icd9Proc" => 2,
        _ => 0,
    };

    private static FrozenDictionary<Code, Code> Read()
    {
        using var packed = typeof(CodeCategories).Assembly.GetManifestResourceStream("categories.tsv.gz")!;
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var categories = new Dictionary<Code, Code>();
        while (text.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            var (from, to) = cells[0] == "d" ? (CodeSystem.Icd9Cm, CodeSystem.Icd10Cm) : (CodeSystem.Icd9Proc, CodeSystem.Icd10Pcs);
            categories[new(from, cells[1])] = new(to, cells[2]);
        }
        return categories.ToFrozenDictionary();
    }
}
