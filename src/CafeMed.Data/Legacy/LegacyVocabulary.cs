using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using CafeMed.Data.Pickle;

namespace CafeMed.Data.Legacy;

/// <summary>One of the three vocabularies: what its numbers mean.</summary>
internal sealed class LegacyVocabulary
{
    private readonly FrozenDictionary<long, Code> _codes;

    private LegacyVocabulary(string name, Dictionary<long, string> words, Func<string, Code> code)
    {
        Name = name;
        _codes = words.ToFrozenDictionary(pair => pair.Key, pair => code(pair.Value));
        Size = words.Count == 0 ? 0 : (int)Math.Min(int.MaxValue, words.Keys.Max() + 1);
    }

    /// <summary>What the file calls it.</summary>
    public string Name { get; }

    /// <summary>How many words.</summary>
    public int Count => _codes.Count;

    /// <summary>The highest number, and one.</summary>
    public int Size { get; }

    /// <summary>The code of a number, or <see langword="null"/>.</summary>
    public Code? Of(long number) => _codes.TryGetValue(number, out var code) ? code : null;

    /// <summary>How many words are codes of none of the systems that are known.</summary>
    public int Unknown => _codes.Values.Count(code => code.System == CodeSystem.Local);

    /// <summary>Reads diagnoses, procedures and medications.</summary>
    public static (LegacyVocabulary Diagnoses, LegacyVocabulary Procedures, LegacyVocabulary Medications) Read(FileInfo file, CancellationToken ct)
    {
        if (PickleReader.Read(file, null, ct) is not PickleMap map)
            throw LegacyFaults.WrongForm(file.FullName, "the file", "a dictionary of vocabularies");
        var (diagnoses, procedures, medications) = (Words(map, "diag_voc", file), Words(map, "pro_voc", file), Words(map, "med_voc", file));
        var icd10 = LegacyWord.HasIcd10(diagnoses.Values);
        return (
            new("diag_voc", diagnoses, word => LegacyWord.Diagnosis(word, icd10)),
            new("pro_voc", procedures, LegacyWord.Procedure),
            new("med_voc", medications, LegacyWord.Medication));
    }

    private static Dictionary<long, string> Words(PickleMap map, string name, FileInfo file)
    {
        var place = $"'{name}'";
        if (!map.TryGet(name, out var found) || (found is PickleInstance instance ? instance.Attributes : found as PickleMap) is not { } voc)
            throw LegacyFaults.WrongForm(file.FullName, place, "there as a vocabulary (Voc, or a dictionary)");
        var words = new Dictionary<long, string>();
        if (voc.TryGet("idx2word", out var byNumber) && byNumber is PickleMap numbers)
            foreach (var (number, word) in numbers.Items)
                words[Number(number, file, place)] = Text(word, file, place);
        else if (voc.TryGet("word2idx", out var byWord) && byWord is PickleMap texts)
            foreach (var (word, number) in texts.Items)
                words[Number(number, file, place)] = Text(word, file, place);
        else
            throw LegacyFaults.WrongForm(file.FullName, place, "a vocabulary with idx2word or word2idx");
        return words;
    }

    private static long Number(object? value, FileInfo file, string place) =>
        value is long and >= 0 and < int.MaxValue and var number ? number : throw LegacyFaults.WrongForm(file.FullName, $"a number of {place}", "a whole number from 0");

    private static string Text(object? value, FileInfo file, string place) => value switch
    {
        string text when text.Trim().Length > 0 => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw LegacyFaults.WrongForm(file.FullName, $"a word of {place}", "text"),
    };
}
