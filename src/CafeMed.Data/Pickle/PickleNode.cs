namespace CafeMed.Data.Pickle;

/// <summary>Something that holds other values: the base of lists, dictionaries, instances and arrays.</summary>
/// <remarks>Values that hold nothing are <see langword="null"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="System.Numerics.BigInteger"/>, <see cref="double"/>,
/// <see cref="System.Numerics.Complex"/>, <see cref="string"/> and an array of <see cref="byte"/>.</remarks>
public abstract class PickleNode
{
    /// <summary>How many levels lie below, once <see cref="PickleShape"/> has looked; 0 before.</summary>
    internal int Height { get; set; }

    /// <summary>What it holds, at <paramref name="index"/>: values that may be nodes in turn.</summary>
    internal abstract object? Child(int index);

    /// <summary>How many values it holds.</summary>
    internal abstract int Children { get; }
}
