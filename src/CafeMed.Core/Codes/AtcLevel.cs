namespace CafeMed;

/// <summary>ATC codes at a level: C09A is level 3, C09AA level 4, C09AA05 level 5.</summary>
public static class AtcLevel
{
    /// <summary>The default level of recommendations: chemical subgroup, five characters.</summary>
    public const int Default = 4;

    /// <summary>Characters of a code at <paramref name="level"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM2009</c>: the level is not 3, 4 or 5.</exception>
    public static int Length(int level) => level switch { 3 => 4, 4 => 5, 5 => 7, _ => throw Faults.BadLevel(level) };

    /// <summary>The level of <paramref name="code"/> by its length, or 0 where it is no complete ATC code.</summary>
    public static int Of(Code code) => code.System != CodeSystem.Atc
        ? 0
        : code.Value.Length switch { 1 => 1, 3 => 2, 4 => 3, 5 => 4, 7 => 5, _ => 0 };

    /// <summary>The ancestor of <paramref name="code"/> at <paramref name="level"/>; the code itself where it is already that short, or is no ATC code.</summary>
    public static Code Truncate(Code code, int level) =>
        code.System == CodeSystem.Atc && code.Value.Length > Length(level) ? code with { Value = code.Value[..Length(level)] } : code;
}
