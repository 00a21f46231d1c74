namespace CafeMed.Data.Pickle;

/// <summary>What can be built in place of a Python name.</summary>
internal enum PickleBuilder
{
    /// <summary>The field's class of a vocabulary.</summary>
    Voc,

    /// <summary>numpy's empty array, before its state.</summary>
    ArrayStart,

    /// <summary>The name of numpy's array class.</summary>
    ArrayType,

    /// <summary>numpy's array of a buffer (protocol 5).</summary>
    ArrayOfBuffer,

    /// <summary>A numpy type.</summary>
    ElementType,

    /// <summary>A single numpy number.</summary>
    Scalar,

    /// <summary>Text back to bytes, as protocols 0 to 2 keep them.</summary>
    Encode,

    /// <summary>A set of a list.</summary>
    Set,

    /// <summary>A frozen set of a list.</summary>
    FrozenSet,

    /// <summary>Bytes that can be changed.</summary>
    ByteArray,

    /// <summary>A complex number.</summary>
    Complex,

    /// <summary>An instance without its constructor, as protocols 0 and 1 make it.</summary>
    Instance,

    /// <summary>The name of a type that is only passed on: object, type, list, dict.</summary>
    PlainType,

    /// <summary>dill's name of a type.</summary>
    DillType,

    /// <summary>dill's way to write a class into the file.</summary>
    DillClass,

    /// <summary>dill's way to write code into the file: passed over, never run.</summary>
    DillCode,

    /// <summary>dill's way to fill a dictionary.</summary>
    DillItems,

    /// <summary>Code that was passed over, or a module's dictionary.</summary>
    Nothing,
}
