namespace CafeMed.Serving.Checks;

/// <summary>Finds out whose a diagnosis code is: ICD-9-CM or ICD-10-CM, with or without its dot.</summary>
internal static class DiagnosisReader
{
    /// <summary>The code, without its dot.</summary>
    /// <exception cref="CafeMedException"><c>CM6011</c>: it is no code, or could be of both systems.</exception>
    public static Code Read(string text)
    {
        var given = text.Trim();
        var colon = given.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
            return Named(given, given[..colon], Plain(given[(colon + 1)..]));
        var value = Plain(given);
        if (value.Length is < 3 or > 7 || !value.All(char.IsAsciiLetterOrDigit))
            throw ServingFaults.NotADiagnosis(text, "it is no ICD code");
        if (value.All(char.IsAsciiDigit) && value.Length <= 5)
            return new Code(CodeSystem.Icd9Cm, value);
        if (!char.IsAsciiLetter(value[0]) || !char.IsAsciiDigit(value[1]))
            throw ServingFaults.NotADiagnosis(text, "it is no ICD code");
        return OfLetter(text, given, value);
    }

    // ICD-9 has V codes of two digits and E codes of three before the dot; ICD-10 has both letters too.
    private static Code OfLetter(string text, string given, string value)
    {
        var dot = given.IndexOf('.', StringComparison.Ordinal);
        var icd9 = value[0] switch
        {
            'V' => value.Length <= 5 && value[1..].All(char.IsAsciiDigit) && (dot < 0 || dot == 3),
            'E' => value.Length is 4 or 5 && value[1..].All(char.IsAsciiDigit) && value[1] >= '8' && (dot < 0 || dot == 4),
            _ => false,
        };
        var icd10 = dot < 0 || dot == 3;
        return (icd9, icd10) switch
        {
            (true, true) => throw ServingFaults.NotADiagnosis(text, "it could be of ICD-9 and of ICD-10"),
            (true, false) => new Code(CodeSystem.Icd9Cm, value),
            (false, true) => new Code(CodeSystem.Icd10Cm, value),
            _ => throw ServingFaults.NotADiagnosis(text, "its dot stands at another place than in ICD codes"),
        };
    }

    private static Code Named(string text, string system, string value) => system.ToUpperInvariant() switch
    {
        "ICD9CM" or "ICD9" or "ICD-9" => new Code(CodeSystem.Icd9Cm, value),
        "ICD10CM" or "ICD10" or "ICD-10" => new Code(CodeSystem.Icd10Cm, value),
        _ => throw ServingFaults.NotADiagnosis(text, $"'{system}' is not Icd9Cm or Icd10Cm"),
    };

    private static string Plain(string text) => text.Trim().Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
}
