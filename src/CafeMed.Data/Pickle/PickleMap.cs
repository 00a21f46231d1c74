namespace CafeMed.Data.Pickle;

/// <summary>A Python dictionary.</summary>
public sealed class PickleMap : PickleNode
{
    private readonly List<KeyValuePair<object?, object?>> _items = [];
    private Dictionary<string, object?>? _byText;

    internal PickleMap()
    {
    }

    /// <summary>The pairs in the file's order; of equal keys the last holds.</summary>
    public IReadOnlyList<KeyValuePair<object?, object?>> Items => _items;

    internal override int Children => _items.Count * 2;

    /// <summary>Whether there is a value for the text <paramref name="key"/>, and which.</summary>
    public bool TryGet(string key, out object? value)
    {
        if (_byText is null)
        {
            var byText = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var (name, held) in _items)
                if (name is string text)
                    byText[text] = held;
            _byText = byText;
        }
        return _byText.TryGetValue(key, out value);
    }

    internal override object? Child(int index) => index % 2 == 0 ? _items[index / 2].Key : _items[index / 2].Value;

    internal void Add(object? key, object? value)
    {
        _items.Add(new(key, value));
        _byText = null;
    }
}
