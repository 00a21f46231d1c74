namespace CafeMed.Data.Pickle;

/// <summary>A name from the allow-list, on the machine's stack. It stands for what we do in its place; nothing is ever looked up or loaded.</summary>
internal sealed record PickleGlobal(PickleBuilder Builder, string Name)
{
    /// <summary>Whether an instance of it is a set of attributes.</summary>
    public bool IsVoc => Builder == PickleBuilder.Voc;
}
