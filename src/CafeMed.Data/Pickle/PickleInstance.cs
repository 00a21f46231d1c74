namespace CafeMed.Data.Pickle;

/// <summary>An instance of the field's class <c>Voc</c>, as its attributes alone; the class itself is never loaded.</summary>
public sealed class PickleInstance : PickleNode
{
    private readonly PickleMap _attributes = new();

    internal PickleInstance(string className) => ClassName = className;

    /// <summary>Module and name of the class, as the file has them.</summary>
    public string ClassName { get; }

    /// <summary>The attributes by name: <c>idx2word</c> and <c>word2idx</c>.</summary>
    public PickleMap Attributes => _attributes;

    internal override int Children => 1;

    internal override object? Child(int index) => _attributes;
}
