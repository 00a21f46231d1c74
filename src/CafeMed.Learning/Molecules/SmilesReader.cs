namespace CafeMed.Learning.Molecules;

/// <summary>Reads one SMILES text from left to right.</summary>
/// <remarks>
/// Source: Weininger 1988, J. Chem. Inf. Comput. Sci. 28:31, and the OpenSMILES grammar. Isotopes, chirality, direction of bonds, hydrogen counts and
/// atom classes are read and dropped; a bond that is not written is aromatic between two aromatic atoms, else single.
/// </remarks>
internal sealed class SmilesReader(string text)
{
    // Longest first, so that Cl is not C.
    private static readonly string[] s_organic = ["Cl", "Br", "B", "C", "N", "O", "P", "S", "F", "I"];
    private static readonly string[] s_aromatic = ["b", "c", "n", "o", "p", "s"];
    private static readonly string[] s_aromaticInBrackets = ["se", "as", "te", "b", "c", "n", "o", "p", "s"];

    private readonly List<Atom> _atoms = [];
    private readonly List<Bond> _bonds = [];
    private readonly Stack<(int Atom, int Place)> _branches = [];
    private readonly Dictionary<int, (int Atom, BondKind? Kind, int Place)> _rings = [];
    private int _at;
    private int _last = -1;
    private BondKind? _kind;

    public Molecule Read()
    {
        while (_at < text.Length)
            Step();
        if (_branches.Count > 0)
            throw Bad(_branches.Peek().Place, "a branch is not closed");
        if (_rings.Count > 0)
            throw Bad(_rings.Values.First().Place, "a ring is not closed");
        if (_kind is not null)
            throw Bad(text.Length - 1, "a bond leads nowhere");
        if (_atoms.Count == 0)
            throw Bad(0, "it has no atom");
        return WithoutHydrogens();
    }

    private void Step()
    {
        var letter = text[_at];
        switch (letter)
        {
            case '[':
                Bracket();
                break;
            case '(':
                if (_last < 0)
                    throw Bad(_at, "a branch begins before any atom");
                _branches.Push((_last, _at++));
                break;
            case ')':
                if (_branches.Count == 0 || _kind is not null)
                    throw Bad(_at, _kind is null ? "a branch ends that did not begin" : "a bond leads nowhere");
                _last = _branches.Pop().Atom;
                _at++;
                break;
            case '.':
                if (_kind is not null || _last < 0)
                    throw Bad(_at, "there is nothing before the dot to part from");
                (_last, _at) = (-1, _at + 1);
                break;
            case '%' or (>= '0' and <= '9'):
                Ring();
                break;
            default:
                if (Kind(letter) is { } kind)
                    TakeBond(kind);
                else
                    Plain();
                break;
        }
    }

    private void TakeBond(BondKind kind)
    {
        if (_kind is not null || _last < 0)
            throw Bad(_at, "a bond has no atom before it");
        _kind = kind;
        _at++;
    }

    private static BondKind? Kind(char letter) => letter switch
    {
        '-' or '/' or '\\' => BondKind.One,
        '=' => BondKind.Two,
        '#' => BondKind.Three,
        '$' => BondKind.Four,
        ':' => BondKind.Aromatic,
        _ => null,
    };

    private void Plain()
    {
        var found = Array.Find(s_organic, Here);
        var aromatic = found is null ? Array.Find(s_aromatic, Here) : null;
        if ((found ?? aromatic) is not { } symbol)
            throw Bad(_at, $"'{text[_at]}' is no atom that may stand without brackets");
        _at += symbol.Length;
        Add(new Atom(aromatic is null ? symbol : symbol.ToUpperInvariant(), aromatic is not null, 0));
    }

    private bool Here(string symbol) => string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0;

    // [isotope? symbol chirality? hydrogens? charge? class?]
    private void Bracket()
    {
        var start = _at++;
        _ = Digits();
        var (element, aromatic) = Symbol(start);
        while (At('@'))
            _at++;
        // Kinds of chirality with a number, as in @TH1, are two letters and digits.
        if (_at > start && text[_at - 1] == '@' && _at + 2 < text.Length && char.IsAsciiLetterUpper(text[_at]) && char.IsAsciiLetterUpper(text[_at + 1]) && char.IsAsciiDigit(text[_at + 2]))
        {
            _at += 2;
            _ = Digits();
        }
        if (At('H') && element != "H")
        {
            _at++;
            _ = Digits();
        }
        var charge = Charge();
        if (At(':'))
        {
            _at++;
            if (Digits() is null)
                throw Bad(_at, "a class has no number");
        }
        if (!At(']'))
            throw Bad(_at, "a bracket is not closed");
        _at++;
        Add(new Atom(element, aromatic, charge));
    }

    private (string Element, bool Aromatic) Symbol(int start)
    {
        if (Array.Find(s_aromaticInBrackets, Here) is { } small)
        {
            _at += small.Length;
            return (char.ToUpperInvariant(small[0]) + small[1..], true);
        }
        if (_at >= text.Length || !char.IsAsciiLetterUpper(text[_at]))
            throw Bad(start, "a bracket names no element");
        var length = _at + 1 < text.Length && char.IsAsciiLetterLower(text[_at + 1]) ? 2 : 1;
        _at += length;
        return (text.Substring(_at - length, length), false);
    }

    private int Charge()
    {
        if (!At('+') && !At('-'))
            return 0;
        var (sign, size) = (text[_at], 0);
        while (At(sign))
            (size, _at) = (size + 1, _at + 1);
        return (sign == '+' ? 1 : -1) * (size == 1 ? Digits() ?? 1 : size);
    }

    private void Ring()
    {
        var place = _at;
        if (_last < 0)
            throw Bad(place, "a ring begins before any atom");
        int number;
        if (text[_at] == '%')
        {
            if (_at + 2 >= text.Length || !char.IsAsciiDigit(text[_at + 1]) || !char.IsAsciiDigit(text[_at + 2]))
                throw Bad(place, "% needs two digits");
            (number, _at) = ((text[_at + 1] - '0') * 10 + text[_at + 2] - '0', _at + 3);
        }
        else
            number = text[_at++] - '0';
        if (!_rings.Remove(number, out var open))
            _rings[number] = (_last, _kind, place);
        else if (open.Atom == _last || _bonds.Exists(bond => (bond.From, bond.To) == (Math.Min(open.Atom, _last), Math.Max(open.Atom, _last))))
            throw Bad(place, "a ring closes on an atom that is bound already");
        else
            Join(open.Atom, _last, _kind ?? open.Kind);
        _kind = null;
    }

    private void Add(Atom atom)
    {
        _atoms.Add(atom);
        if (_last >= 0)
            Join(_last, _atoms.Count - 1, _kind);
        (_last, _kind) = (_atoms.Count - 1, null);
    }

    private void Join(int one, int other, BondKind? kind) => _bonds.Add(new Bond(
        Math.Min(one, other), Math.Max(one, other),
        kind ?? (_atoms[one].Aromatic && _atoms[other].Aromatic ? BondKind.Aromatic : BondKind.One)));

    private int? Digits()
    {
        var start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]) && _at - start < 4)
            _at++;
        return _at == start ? null : int.Parse(text.AsSpan(start, _at - start), System.Globalization.CultureInfo.InvariantCulture);
    }

    private bool At(char letter) => _at < text.Length && text[_at] == letter;

    // Written hydrogens say nothing that a fingerprint uses; a molecule of nothing else keeps them.
    private Molecule WithoutHydrogens()
    {
        if (_atoms.TrueForAll(atom => atom.Element == "H"))
            return new([.. _atoms], [.. _bonds]);
        var places = new int[_atoms.Count];
        var kept = 0;
        for (var i = 0; i < places.Length; i++)
            places[i] = _atoms[i].Element == "H" ? -1 : kept++;
        return new(
            [.. _atoms.Where(atom => atom.Element != "H")],
            [.. _bonds.Where(bond => places[bond.From] >= 0 && places[bond.To] >= 0).Select(bond => bond with { From = places[bond.From], To = places[bond.To] })]);
    }

    private CafeMedException Bad(int place, string why) => MoleculeFaults.BadSmiles(text, place, why);
}
