namespace CafeMed.Learning.Causal.Design;

/// <summary>The code that a rare code is pooled to: its category, so that both editions of ICD are pooled together.</summary>
internal static class ParentCode
{
    /// <summary>The category; a code of a system without categories is its own parent.</summary>
    public static Code Of(Code code) => CodeCategories.Of(code) ?? code;
}
