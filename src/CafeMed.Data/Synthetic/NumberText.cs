namespace CafeMed.Data.Synthetic;

/// <summary>Lines of numbers with at most four decimals, made without a string for each number.</summary>
internal sealed class NumberText
{
    private byte[] _bytes = new byte[1 << 14];
    private int _count;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    /// <summary>Adds ASCII text as it is.</summary>
    public NumberText Text(string text)
    {
        Room(text.Length);
        foreach (var letter in text)
            _bytes[_count++] = (byte)letter;
        return this;
    }

    /// <summary>Adds a comma and a number for each of them.</summary>
    public NumberText Numbers(ReadOnlySpan<float> numbers)
    {
        Room(numbers.Length * 12);
        foreach (var number in numbers)
            Add((int)Math.Round(number * 10_000.0));
        return this;
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        Room(1);
        _bytes[_count++] = (byte)'\n';
    }

    private void Add(int tenThousandths)
    {
        _bytes[_count++] = (byte)',';
        if (tenThousandths < 0)
            _bytes[_count++] = (byte)'-';
        var (whole, rest) = Math.DivRem(Math.Abs(tenThousandths), 10_000);
        if (whole >= 10)
            _bytes[_count++] = (byte)('0' + whole / 10 % 10);
        _bytes[_count++] = (byte)('0' + whole % 10);
        if (rest == 0)
            return;
        _bytes[_count++] = (byte)'.';
        for (var unit = 1000; rest > 0; unit /= 10)
        {
            _bytes[_count++] = (byte)('0' + rest / unit);
            rest %= unit;
        }
    }

    private void Room(int more)
    {
        if (_count + more > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _count + more));
    }
}
