namespace CafeMed.Serving;

/// <summary>A code with what people call it.</summary>
/// <param name="Code">The code, <c>System:Value</c>.</param>
/// <param name="Name">Its name, or its value where none is known.</param>
public sealed record NamedCode(Code Code, string Name)
{
    /// <summary>The name with the code, or the name alone where it is the code.</summary>
    public override string ToString() => Told(Name, Code);

    internal static string Told(string name, Code code) => code.System == CodeSystem.Local || name == code.Value ? name : $"{name} ({code.Value})";

    internal static string Count(int value, string one, string? many = null) => $"{value:#,0} {(value == 1 ? one : many ?? one + "s")}";
}
