using System.Collections.Frozen;

namespace CafeMed.Data.Pickle;

/// <summary>The allow-list: the names that a pickle may speak of.</summary>
internal static class PickleNames
{
    private static readonly FrozenDictionary<string, PickleBuilder> s_known = new Dictionary<string, PickleBuilder>(StringComparer.Ordinal)
    {
        ["numpy.core.multiarray._reconstruct"] = PickleBuilder.ArrayStart,
        ["numpy._core.multiarray._reconstruct"] = PickleBuilder.ArrayStart,
        ["numpy.ndarray"] = PickleBuilder.ArrayType,
        ["numpy.core.numeric._frombuffer"] = PickleBuilder.ArrayOfBuffer,
        ["numpy._core.numeric._frombuffer"] = PickleBuilder.ArrayOfBuffer,
        ["numpy.dtype"] = PickleBuilder.ElementType,
        ["numpy.core.multiarray.scalar"] = PickleBuilder.Scalar,
        ["numpy._core.multiarray.scalar"] = PickleBuilder.Scalar,
        ["_codecs.encode"] = PickleBuilder.Encode,
        ["builtins.set"] = PickleBuilder.Set,
        ["__builtin__.set"] = PickleBuilder.Set,
        ["builtins.frozenset"] = PickleBuilder.FrozenSet,
        ["__builtin__.frozenset"] = PickleBuilder.FrozenSet,
        ["builtins.bytearray"] = PickleBuilder.ByteArray,
        ["__builtin__.bytearray"] = PickleBuilder.ByteArray,
        ["builtins.bytes"] = PickleBuilder.ByteArray,
        ["__builtin__.bytes"] = PickleBuilder.ByteArray,
        ["builtins.complex"] = PickleBuilder.Complex,
        ["__builtin__.complex"] = PickleBuilder.Complex,
        ["copyreg._reconstructor"] = PickleBuilder.Instance,
        ["copy_reg._reconstructor"] = PickleBuilder.Instance,
        ["builtins.object"] = PickleBuilder.PlainType,
        ["__builtin__.object"] = PickleBuilder.PlainType,
        ["builtins.type"] = PickleBuilder.PlainType,
        ["__builtin__.type"] = PickleBuilder.PlainType,
        ["dill._dill._load_type"] = PickleBuilder.DillType,
        ["dill.dill._load_type"] = PickleBuilder.DillType,
        ["dill._dill._create_type"] = PickleBuilder.DillClass,
        ["dill.dill._create_type"] = PickleBuilder.DillClass,
        ["dill._dill._create_function"] = PickleBuilder.DillCode,
        ["dill.dill._create_function"] = PickleBuilder.DillCode,
        ["dill._dill._create_code"] = PickleBuilder.DillCode,
        ["dill.dill._create_code"] = PickleBuilder.DillCode,
        ["dill._dill._setitems"] = PickleBuilder.DillItems,
        ["__builtin__.__main__"] = PickleBuilder.Nothing,
        ["builtins.__main__"] = PickleBuilder.Nothing,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What stands for <paramref name="name"/> of <paramref name="module"/>, or <see langword="null"/> where it is not on the list.</summary>
    /// <remarks>A class called Voc may live in any module: it is named after the script that wrote the file, and no module is ever loaded.</remarks>
    public static PickleGlobal? Find(string module, string name)
    {
        var whole = $"{module}.{name}";
        if (s_known.TryGetValue(whole, out var builder))
            return new(builder, whole);
        return name == "Voc" ? new(PickleBuilder.Voc, whole) : null;
    }
}
