namespace CafeMed.Learning.Causal.Design;

/// <summary>Which diagnoses were there before the visit, as a rule: they may be adjusted for, while an acute one may follow from the code in question.</summary>
/// <remarks>Our own list of three-character categories, in the spirit of the chronic condition indicators; coarse on purpose. Injuries, symptoms, infections and electrolytes are acute.</remarks>
internal static class ChronicDiagnosis
{
    private static readonly (string From, string To)[] _icd10 =
    [
        ("B18", "B18"), ("B20", "B24"), ("C00", "C96"), ("D45", "D47"), ("D55", "D58"), ("D66", "D69"), ("D80", "D89"), ("E00", "E07"), ("E08", "E14"), ("E20", "E35"),
        ("E66", "E66"), ("E70", "E85"), ("F01", "F04"), ("F10", "F99"), ("G10", "G37"), ("G40", "G40"), ("G43", "G43"), ("G47", "G47"), ("G50", "G83"),
        ("H25", "H28"), ("H35", "H36"), ("H40", "H42"), ("H54", "H54"), ("H90", "H91"), ("I05", "I20"), ("I25", "I25"), ("I27", "I27"), ("I34", "I37"), ("I42", "I45"),
        ("I48", "I52"), ("I65", "I67"), ("I69", "I73"), ("I77", "I79"), ("I83", "I83"), ("I87", "I87"), ("J40", "J47"), ("J60", "J67"), ("J84", "J84"),
        ("K20", "K22"), ("K50", "K51"), ("K57", "K58"), ("K70", "K77"), ("K86", "K86"), ("K90", "K90"), ("L40", "L40"), ("M05", "M19"), ("M30", "M54"), ("M80", "M85"),
        ("N02", "N08"), ("N18", "N19"), ("N25", "N25"), ("N40", "N40"), ("Q00", "Q99"), ("Z21", "Z21"), ("Z79", "Z79"), ("Z85", "Z99"),
    ];

    private static readonly (string From, string To)[] _icd9 =
    [
        ("042", "042"), ("140", "209"), ("238", "246"), ("249", "259"), ("270", "275"), ("277", "279"), ("281", "284"), ("286", "289"), ("290", "292"), ("294", "319"),
        ("330", "337"), ("340", "346"), ("350", "359"), ("362", "362"), ("365", "366"), ("369", "369"), ("389", "389"), ("393", "398"), ("401", "405"), ("412", "414"),
        ("416", "416"), ("424", "429"), ("437", "443"), ("454", "454"), ("459", "459"), ("491", "496"), ("500", "505"), ("515", "516"), ("530", "530"), ("555", "556"),
        ("562", "562"), ("564", "564"), ("571", "573"), ("579", "579"), ("581", "583"), ("585", "588"), ("600", "600"), ("696", "696"), ("710", "759"),
        ("V08", "V08"), ("V10", "V15"), ("V42", "V46"), ("V58", "V58"),
    ];

    /// <summary>Whether <paramref name="code"/>, or the category it is, lasts. Codes of other systems are taken as acute.</summary>
    public static bool Is(Code code)
    {
        var ranges = code.System == CodeSystem.Icd10Cm ? _icd10 : code.System == CodeSystem.Icd9Cm ? _icd9 : [];
        var category = ParentCode.Of(code).Value;
        return ranges.Any(range => string.CompareOrdinal(category, range.From) >= 0 && string.CompareOrdinal(category, range.To) <= 0);
    }
}
