namespace CafeMed;

/// <summary>One concept of one system, such as <c>Atc:C09AA</c>.</summary>
/// <param name="System">The system that defines the value.</param>
/// <param name="Value">The code as the system writes it, with leading zeros, without ICD's dot.</param>
public readonly record struct Code(CodeSystem System, string Value) : IComparable<Code>
{
    /// <summary>Reads <c>System:Value</c>.</summary>
    /// <exception cref="CafeMedException"><c>CM2001</c>: the text has no system or no value.</exception>
    public static Code Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1
            ? new Code(new CodeSystem(text[..colon]), text[(colon + 1)..])
            : throw Faults.MalformedCode(text);
    }

    /// <summary>An ATC code of any level.</summary>
    public static Code Atc(string value) => new(CodeSystem.Atc, value);

    /// <summary>By system, then by value, both by ordinal.</summary>
    public int CompareTo(Code other)
    {
        var bySystem = string.CompareOrdinal(System.Name, other.System.Name);
        return bySystem != 0 ? bySystem : string.CompareOrdinal(Value, other.Value);
    }

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(Code left, Code right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(Code left, Code right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come last.</summary>
    public static bool operator <=(Code left, Code right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come first.</summary>
    public static bool operator >=(Code left, Code right) => left.CompareTo(right) >= 0;

    /// <summary><c>System:Value</c>.</summary>
    public override string ToString() => $"{System.Name}:{Value}";
}
