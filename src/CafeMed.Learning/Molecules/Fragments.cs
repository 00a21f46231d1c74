namespace CafeMed.Learning.Molecules;

/// <summary>Cuts a molecule into substructures, and names atoms' surroundings and substructures so that equal ones have equal names.</summary>
/// <remarks>
/// SafeDrug cuts by BRICS (Degen et al. 2008), sixteen kinds of bonds by their chemistry. This is simpler: a single bond outside of rings is cut where one end is in a ring and the
/// other is not, where two rings meet, and where carbon meets nitrogen, oxygen or sulphur and both have other neighbours (amides, esters, ethers, amines).
/// Names are those of Weisfeiler and Lehman's colours: an atom's, then with its neighbours', again and again.
/// </remarks>
public static class Fragments
{
    /// <summary>The names of a molecule's substructures; the whole where nothing is cut.</summary>
    public static IReadOnlySet<string> Of(Molecule molecule)
    {
        ArgumentNullException.ThrowIfNull(molecule);
        var rings = RingBonds(molecule);
        var inRing = new bool[molecule.Atoms.Length];
        foreach (var b in rings)
            inRing[molecule.Bonds[b].From] = inRing[molecule.Bonds[b].To] = true;
        var neighbours = molecule.Neighbours();
        var kept = molecule.Bonds.Where((bond, b) => rings.Contains(b) || !IsCut(molecule, bond, inRing, neighbours)).ToArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in Parts(molecule.Atoms.Length, kept))
            names.Add(Name(molecule, part, kept));
        return names;
    }

    /// <summary>A name for each atom and what lies within <paramref name="radius"/> bonds of it.</summary>
    public static string[] Surroundings(Molecule molecule, int radius)
    {
        ArgumentNullException.ThrowIfNull(molecule);
        return Colours([.. molecule.Atoms], [.. molecule.Bonds], radius);
    }

    private static bool IsCut(Molecule molecule, Bond bond, bool[] inRing, IReadOnlyList<IReadOnlyList<(int Atom, BondKind Kind)>> neighbours)
    {
        if (bond.Kind != BondKind.One)
            return false;
        if (inRing[bond.From] || inRing[bond.To])
            return true;
        string[] ends = [molecule.Atoms[bond.From].Element, molecule.Atoms[bond.To].Element];
        return ends.Contains("C") && ends.Any(end => end is "N" or "O" or "S") && neighbours[bond.From].Count > 1 && neighbours[bond.To].Count > 1;
    }

    // A bond is in a ring where its ends stay joined without it.
    private static HashSet<int> RingBonds(Molecule molecule)
    {
        var rings = new HashSet<int>();
        for (var b = 0; b < molecule.Bonds.Length; b++)
        {
            var without = b;
            var part = Parts(molecule.Atoms.Length, [.. molecule.Bonds.Where((_, i) => i != without)]).First(part => part.Contains(molecule.Bonds[without].From));
            if (part.Contains(molecule.Bonds[b].To))
                rings.Add(b);
        }
        return rings;
    }

    private static IEnumerable<HashSet<int>> Parts(int atoms, Bond[] bonds)
    {
        var parent = Enumerable.Range(0, atoms).ToArray();
        foreach (var bond in bonds)
            parent[Root(bond.From)] = Root(bond.To);
        return Enumerable.Range(0, atoms).GroupBy(Root).Select(part => part.ToHashSet());

        int Root(int atom)
        {
            while (parent[atom] != atom)
                atom = parent[atom] = parent[parent[atom]];
            return atom;
        }
    }

    private static string Name(Molecule molecule, HashSet<int> part, Bond[] bonds)
    {
        var places = part.Order().Select((atom, i) => (atom, i)).ToDictionary(one => one.atom, one => one.i);
        var inside = bonds.Where(bond => places.ContainsKey(bond.From) && places.ContainsKey(bond.To))
            .Select(bond => bond with { From = places[bond.From], To = places[bond.To] }).ToArray();
        return string.Join('|', Colours([.. part.Order().Select(atom => molecule.Atoms[atom])], inside, part.Count).Order(StringComparer.Ordinal));
    }

    private static string[] Colours(Atom[] atoms, Bond[] bonds, int rounds)
    {
        var colours = Array.ConvertAll(atoms, atom => $"{(atom.Aromatic ? atom.Element.ToLowerInvariant() : atom.Element)}{(atom.Charge == 0 ? "" : $"{atom.Charge:+0;-0}")}");
        for (var round = 0; round < rounds; round++)
        {
            var around = atoms.Select(_ => new List<string>()).ToArray();
            foreach (var bond in bonds)
            {
                around[bond.From].Add($"{(int)bond.Kind}{colours[bond.To]}");
                around[bond.To].Add($"{(int)bond.Kind}{colours[bond.From]}");
            }
            var next = colours.Select((colour, i) => $"{colour}({string.Join(',', around[i].Order(StringComparer.Ordinal))})").ToArray();
            // Names would double in length with every round; equal ones stay equal as digests.
            colours = round == 0 && rounds == 1 ? next : Array.ConvertAll(next, Digest);
        }
        return colours;
    }

    private static string Digest(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
