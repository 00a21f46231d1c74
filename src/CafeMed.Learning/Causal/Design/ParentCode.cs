namespace CafeMed.Learning.Causal.Design;

/// <summary>The code that a rare code is pooled to.</summary>
internal static class ParentCode
{
    private const int Length = 3;

    /// <summary>The first three characters of an ICD code (four of ICD-9's external causes, E849), in its own edition; a code of another system is its own parent.</summary>
    /// <remarks>Pooling with the other edition as well (<see cref="CodeCategories"/>) was tried: three times as many findings were false, since a category is not always the code's own meaning.</remarks>
    public static Code Of(Code code)
    {
        var length = code.System == CodeSystem.Icd9Cm && code.Value.StartsWith('E') ? Length + 1 : Length;
        return Pools(code.System) && code.Value.Length > length ? code with { Value = code.Value[..length] } : code;
    }

    private static bool Pools(CodeSystem system) =>
        system == CodeSystem.Icd9Cm || system == CodeSystem.Icd10Cm || system == CodeSystem.Icd9Proc || system == CodeSystem.Icd10Pcs;
}
