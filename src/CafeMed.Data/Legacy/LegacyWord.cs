namespace CafeMed.Data.Legacy;

/// <summary>From the words of that line's vocabularies to codes, whose system the files do not say: it is told by a word's form.</summary>
public static class LegacyWord
{
    /// <summary>Whether a vocabulary of diagnoses holds ICD-10: some word starts with a letter that ICD-9 does not use.</summary>
    public static bool HasIcd10(IEnumerable<string> words) => words.Any(word => word.Length > 2 && char.IsAsciiLetter(word[0]) && char.ToUpperInvariant(word[0]) is not ('V' or 'E'));

    /// <summary>A diagnosis. V is ICD-9 (in ICD-10 it is traffic accidents); E is ICD-9, but where the vocabulary holds ICD-10 too, E0 to E8 are endocrine diseases of ICD-10.</summary>
    public static Code Diagnosis(string word, bool icd10)
    {
        ArgumentNullException.ThrowIfNull(word);
        var value = Bare(word);
        var (first, digits) = (value.Length > 0 ? value[0] : ' ', value.Skip(1).All(char.IsAsciiDigit));
        if (value.Length is >= 3 and <= 5 && (char.IsAsciiDigit(first) || first == 'V') && digits)
            return new(CodeSystem.Icd9Cm, value);
        if (first == 'E' && value.Length is >= 4 and <= 5 && digits && !(icd10 && value[1] != '9'))
            return new(CodeSystem.Icd9Cm, value);
        return value.Length is >= 3 and <= 7 && char.IsAsciiLetter(first) && char.IsAsciiDigit(value[1]) && value.All(char.IsAsciiLetterOrDigit)
            ? new(CodeSystem.Icd10Cm, value)
            : new(CodeSystem.Local, word.Trim());
    }

    /// <summary>A procedure: two to four digits are ICD-9, seven letters and digits ICD-10.</summary>
    public static Code Procedure(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var value = Bare(word);
        return value.Length is >= 2 and <= 4 && value.All(char.IsAsciiDigit) ? new(CodeSystem.Icd9Proc, value)
            : value.Length == 7 && value.All(char.IsAsciiLetterOrDigit) ? new(CodeSystem.Icd10Pcs, value)
            : new(CodeSystem.Local, word.Trim());
    }

    /// <summary>A medication: an ATC code of level 3 ("four characters"), 4 or 5, by its length.</summary>
    public static Code Medication(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var value = word.Trim().ToUpperInvariant();
        return value.Length is 4 or 5 or 7 && IsAtc(value) ? Code.Atc(value) : new(CodeSystem.Local, word.Trim());
    }

    private static bool IsAtc(string value)
    {
        for (var i = 0; i < value.Length; i++)
            if (i is 0 or 3 or 4 ? !char.IsAsciiLetterUpper(value[i]) : !char.IsAsciiDigit(value[i]))
                return false;
        return true;
    }

    private static string Bare(string word) => word.Trim().Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
}
