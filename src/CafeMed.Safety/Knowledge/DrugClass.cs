using System.Collections.Immutable;

namespace CafeMed.Safety.Knowledge;

/// <summary>A class of drugs.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Codes">ATC codes of any level.</param>
public sealed record DrugClass(string Name, ImmutableArray<string> Codes)
{
    /// <summary>Whether the drug or the whole group <paramref name="code"/> is in the class.</summary>
    public bool Contains(Code code)
    {
        if (code.System != CodeSystem.Atc)
            return false;
        foreach (var member in Codes)
            if (code.Value.StartsWith(member, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>Whether some members of the group <paramref name="code"/>, but not the group itself, are in the class.</summary>
    public bool Overlaps(Code code)
    {
        if (code.System != CodeSystem.Atc || Contains(code))
            return false;
        foreach (var member in Codes)
            if (member.StartsWith(code.Value, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>The members of the class below the group <paramref name="code"/>.</summary>
    public IEnumerable<Code> Below(Code code) => Codes.Where(member => member.StartsWith(code.Value, StringComparison.Ordinal)).Select(Code.Atc);

    /// <summary>Whether the two have the same codes.</summary>
    public bool Equals(DrugClass? other) => other is not null && Name == other.Name && Codes.AsSpan().SequenceEqual(other.Codes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
