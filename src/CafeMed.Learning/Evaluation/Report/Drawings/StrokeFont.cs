using System.Collections.Frozen;

namespace CafeMed.Learning.Evaluation.Report.Drawings;

/// <summary>Letters as strokes, so that a picture needs no font: one is drawn the same on every machine, also on a server that has none.</summary>
/// <remarks>Each glyph is lines through points (x, y), two digits each; x from 0 to 4, y from 0 (top of capitals) over 6 (base line) to 8.</remarks>
internal static class StrokeFont
{
    /// <summary>From one letter to the next, and the height of a line's letters, in units of the grid.</summary>
    public const double Advance = 5.4, Height = 6;

    private static readonly FrozenDictionary<char, (double X, double Y)[][]> _glyphs = Read(
        """
        A 06 20 46|14 34
        B 00 06 36 45 44 33 03|33 42 41 30 00
        C 41 30 10 01 05 16 36 45
        D 00 06 26 44 42 20 00
        E 40 00 06 46|03 33
        F 40 00 06|03 33
        G 41 30 10 01 05 16 36 45 43 23
        H 00 06|40 46|03 43
        I 10 30|20 26|16 36
        J 40 45 36 16 05
        K 00 06|40 03 46
        L 00 06 46
        M 06 00 23 40 46
        N 06 00 46 40
        O 10 30 41 45 36 16 05 01 10
        P 06 00 30 41 42 33 03
        Q 10 30 41 45 36 16 05 01 10|24 46
        R 06 00 30 41 42 33 03|23 46
        S 41 30 10 01 02 13 33 44 45 36 16 05
        T 00 40|20 26
        U 00 05 16 36 45 40
        V 00 26 40
        W 00 16 22 36 40
        X 00 46|40 06
        Y 00 23 40|23 26
        Z 00 40 06 46
        a 12 32 43 46|44 14 05 16 36 45
        b 00 06|03 12 32 43 45 36 16 05
        c 43 32 12 03 05 16 36 45
        d 40 46|43 32 12 03 05 16 36 45
        e 04 44 43 32 12 03 05 16 36 45
        f 30 20 11 16|02 22
        g 42 47 38 18 07|43 32 12 03 05 16 36 45
        h 00 06|03 12 32 43 46
        i 22 26|20 20
        j 22 27 18 07|20 20
        k 00 06|32 04 36
        l 20 25 36
        m 02 06|03 12 23 26|23 32 43 46
        n 02 06|03 12 32 43 46
        o 12 32 43 45 36 16 05 03 12
        p 02 08|03 12 32 43 45 36 16 05
        q 42 48|43 32 12 03 05 16 36 45
        r 02 06|04 22 32
        s 43 32 12 03 14 34 45 36 16 05
        t 10 15 26 35|02 32
        u 02 05 16 36 45|42 46
        v 02 26 42
        w 02 16 23 36 42
        x 02 46|42 06
        y 02 26|42 18 08
        z 02 42 06 46
        0 10 30 41 45 36 16 05 01 10|41 05
        1 11 20 26|16 36
        2 01 10 30 41 42 06 46
        3 01 10 30 41 42 33 44 45 36 16 05|13 33
        4 36 30 04 44
        5 40 00 03 33 44 45 36 16 05
        6 40 20 02 05 16 36 45 44 33 03
        7 00 40 16
        8 10 30 41 42 33 13 02 01 10|13 04 05 16 36 45 44 33
        9 43 13 02 01 10 30 41 44 26 06
        . 26 26
        , 25 26 17
        : 22 22|26 26
        ; 22 22|25 26 17
        - 03 43
        + 03 43|21 25
        / 06 40
        ( 30 11 15 36
        ) 10 31 35 16
        [ 30 10 16 36
        ] 10 30 36 16
        % 00 00|06 40|46 46
        = 02 42|04 44
        < 41 03 45
        > 01 43 05
        ' 20 21
        _ 06 46
        # 11 15|31 35|02 42|04 44
        & 46 01 10 21 04 05 16 26 44
        ! 20 24|26 26
        * 21 25|02 44|42 04
        ? 01 10 30 41 42 23 24|26 26
        """);

    private static readonly (double X, double Y)[][] _box = [[(0, 1), (4, 1), (4, 6), (0, 6), (0, 1)]];

    /// <summary>How wide a text is at a height of capitals of <paramref name="size"/> pixels.</summary>
    public static double Width(string text, double size) => text.Length * Advance * size / Height;

    /// <summary>The lines of a text whose base line starts at (<paramref name="x"/>, <paramref name="y"/>), in pixels. A letter that there is none of is drawn as a box.</summary>
    public static IEnumerable<(double X, double Y)[]> Lines(string text, double x, double y, double size)
    {
        var unit = size / Height;
        foreach (var letter in text)
        {
            foreach (var line in letter == ' ' ? [] : _glyphs.GetValueOrDefault(Plain(letter), _box))
                yield return [.. line.Select(point => (x + point.X * unit, y + (point.Y - Height) * unit))];
            x += Advance * unit;
        }
    }

    private static char Plain(char letter) => letter switch { '−' or '–' => '-', '…' => '.', ' ' => '_', _ => letter };

    private static FrozenDictionary<char, (double X, double Y)[][]> Read(string table) => table.Split('\n').ToFrozenDictionary(
        row => row[0],
        row => row[2..].Trim().Split('|').Select(line => line.Split(' ').Select(point => ((double)(point[0] - '0'), (double)(point[1] - '0'))).ToArray()).ToArray());
}
