using System.Text;

namespace CafeMed.Data;

/// <summary>The different codes of a cohort by number, each with its text and with its part of the digest. A cohort repeats a few thousand of them millions of times.</summary>
/// <remarks>Adding is for one thread; once nothing is added, several may read.</remarks>
internal sealed class CodeBook
{
    private readonly Dictionary<Code, int> _numbers = [];
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly List<(Code Code, string Text, byte[] Digest)> _codes = [];

    /// <summary>The number of <paramref name="code"/>, a new one where it was not seen before.</summary>
    public int NumberOf(Code code)
    {
        if (_numbers.TryGetValue(code, out var number))
            return number;
        var text = $"{code.System.Name}:{code.Value}";
        return Add(code, text);
    }

    /// <summary>The number of the code that is written <paramref name="text"/>, as <see cref="Code.Parse"/> reads it.</summary>
    public int NumberOf(string text) => _texts.TryGetValue(text, out var number) ? number : NumberOf(Code.Parse(text));

    /// <summary>The code with a number.</summary>
    public Code this[int number] => _codes[number].Code;

    /// <summary>The code with a number, written <c>System:Value</c>.</summary>
    public string TextOf(int number) => _codes[number].Text;

    /// <summary>What the digest takes of it.</summary>
    public ReadOnlySpan<byte> DigestOf(int number) => _codes[number].Digest;

    private int Add(Code code, string text)
    {
        _codes.Add((code, text, Encoding.UTF8.GetBytes($"\t{code.System.Name}\t{code.Value}")));
        _numbers[code] = _texts[text] = _codes.Count - 1;
        return _codes.Count - 1;
    }
}
