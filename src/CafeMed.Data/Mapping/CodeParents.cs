using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>What stands above a code in its own system: ICD categories ("three digits"), ATC groups.</summary>
public static class CodeParents
{
    private static readonly ImmutableArray<int> s_atcLengths = [5, 4, 3, 1];

    /// <summary>The codes above <paramref name="code"/>, the nearest first; none for a system without levels, or at the top.</summary>
    /// <remarks>ICD drops one character at a time down to the category; ATC has its five levels. A parent need not be a code that may be billed.</remarks>
    public static ImmutableArray<Code> Of(Code code)
    {
        if (code.System == CodeSystem.Atc)
            return [.. s_atcLengths.Where(length => length < code.Value.Length).Select(length => code with { Value = code.Value[..length] })];
        var category = CodeCategories.LengthIn(code);
        return category == 0 ? [] : [.. Enumerable.Range(0, Math.Max(0, code.Value.Length - category)).Select(cut => code with { Value = code.Value[..(code.Value.Length - 1 - cut)] })];
    }
}
