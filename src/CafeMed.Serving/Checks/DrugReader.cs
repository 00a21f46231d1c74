using System.Collections.Immutable;
using CafeMed.Data;
using CafeMed.Data.Names;

namespace CafeMed.Serving.Checks;

/// <summary>Finds out which drug a text means: name, brand, ATC code, RxCUI or NDC. It never guesses.</summary>
internal sealed class DrugReader(CodeMaps maps, CodeNames names)
{
    private const int NdcDigits = 9;

    /// <summary>The ATC codes of a drug with how it was understood; no codes where it was not.</summary>
    public (ImmutableArray<Code> Codes, string Basis) Read(string text)
    {
        var given = text.Trim();
        if (Prefixed(given) is { } code)
            return (Only(maps.ToAtc(code)), code.System.Name);
        if (IsAtc(given.ToUpperInvariant()))
            return ([Code.Atc(given.ToUpperInvariant())], "Atc");
        if (given.All(letter => char.IsAsciiDigit(letter) || letter == '-') && given.Any(char.IsAsciiDigit))
        {
            var ndc = given.Contains('-') || given.Length >= NdcDigits;
            return (Only(maps.ToAtc(new Code(ndc ? CodeSystem.Ndc : CodeSystem.RxNorm, given))), ndc ? "Ndc" : "RxNorm");
        }
        var answer = maps.Drug(given);
        return (answer.Codes, answer.Basis switch { DrugBasis.OwnMap => "own map", DrugBasis.Unknown => "", _ => "name" });
    }

    /// <summary>The known name that is nearest to <paramref name="text"/>, by its first word and by the whole; <see langword="null"/> where none is near.</summary>
    public string? NearestTo(string text)
    {
        var words = text.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var known = maps.KnownNames.ToArray();
        return Nearest.To(text.Trim(), known) ?? (words.Length > 1 ? Nearest.To(words[0], known) : null);
    }

    private static Code? Prefixed(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            return null;
        var value = text[(colon + 1)..].Trim();
        return text[..colon].Trim().ToUpperInvariant() switch
        {
            "ATC" => Code.Atc(value.ToUpperInvariant()),
            "RXNORM" or "RXCUI" => new Code(CodeSystem.RxNorm, value),
            "NDC" => new Code(CodeSystem.Ndc, value),
            _ => null,
        };
    }

    // A code that looks right and that nobody knows could be a slip of a digit.
    private bool IsAtc(string text) => text.Length is 4 or 5 or 7
        && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]) && char.IsAsciiLetterUpper(text[3])
        && (text.Length < 5 || char.IsAsciiLetterUpper(text[4])) && (text.Length < 7 || char.IsAsciiDigit(text[5]) && char.IsAsciiDigit(text[6]))
        && (names.Of(Code.Atc(text)) is not null || text.Length == 7 && names.Of(Code.Atc(text[..5])) is not null);

    private static ImmutableArray<Code> Only(ImmutableArray<Code> codes) => [.. codes.Where(code => AtcLevel.Of(code) >= 3)];
}
