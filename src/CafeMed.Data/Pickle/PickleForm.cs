namespace CafeMed.Data.Pickle;

/// <summary>Which of Python's sequences a value was.</summary>
public enum PickleForm
{
    /// <summary>A list.</summary>
    List,

    /// <summary>A tuple.</summary>
    Tuple,

    /// <summary>A set.</summary>
    Set,

    /// <summary>A frozen set.</summary>
    FrozenSet,
}
