namespace CafeMed.Data.Pickle;

/// <summary>A Python list, tuple, set or frozen set.</summary>
public sealed class PickleSequence : PickleNode
{
    private readonly List<object?> _items;

    internal PickleSequence(PickleForm form, List<object?> items) => (Form, _items) = (form, items);

    /// <summary>Which of the four it is.</summary>
    public PickleForm Form { get; }

    /// <summary>The values in the file's order; a set's may repeat there.</summary>
    public IReadOnlyList<object?> Items => _items;

    internal override int Children => _items.Count;

    internal override object? Child(int index) => _items[index];

    internal void Add(object? item) => _items.Add(item);

    internal void Add(IEnumerable<object?> items, int count)
    {
        if (_items.Count == 0)
            _items.EnsureCapacity(count);
        _items.AddRange(items);
    }
}
