namespace CafeMed.Data.Pickle;

/// <summary>The stack of a pickle's machine, with its marks. Nothing is taken from below a mark.</summary>
internal sealed class PickleStack(PickleInput input, PickleBudget budget)
{
    private const int MostMarks = 10_000;
    private readonly List<object?> _values = [];
    private readonly List<int> _marks = [];

    private int Floor => _marks.Count == 0 ? 0 : _marks[^1];

    public object? Top => _values.Count > Floor ? _values[^1] : throw Empty();

    public void Push(object? value)
    {
        budget.Take(16);
        _values.Add(value);
    }

    public object? Pop()
    {
        var top = Top;
        _values.RemoveAt(_values.Count - 1);
        return top;
    }

    public void Mark()
    {
        if (_marks.Count == MostMarks)
            throw input.Damaged($"more than {MostMarks} marks are open");
        _marks.Add(_values.Count);
    }

    /// <summary>Takes everything above the last mark, and the mark.</summary>
    public List<object?> PopToMark()
    {
        if (_marks.Count == 0)
            throw input.Damaged("a mark is missing");
        var start = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        budget.Take(32 + 8L * (_values.Count - start));
        var taken = _values.GetRange(start, _values.Count - start);
        _values.RemoveRange(start, _values.Count - start);
        return taken;
    }

    /// <summary>Takes the last mark if nothing lies on it, else the value on top.</summary>
    public void Drop()
    {
        if (_marks.Count > 0 && _marks[^1] == _values.Count)
            _marks.RemoveAt(_marks.Count - 1);
        else
            Pop();
    }

    /// <summary>The last value, at the end.</summary>
    public object? Result() => _values.Count == 1 && _marks.Count == 0 ? _values[0] : throw input.Damaged($"{_values.Count} values are left at the end instead of one");

    private CafeMedException Empty() => input.Damaged("a value is missing");
}
