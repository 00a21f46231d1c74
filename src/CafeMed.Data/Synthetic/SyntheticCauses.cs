using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>Diseases and kinds of procedure as one list of causes, and their codes as one list of numbers.</summary>
internal sealed class SyntheticCauses
{
    private readonly string[] _ids;

    public SyntheticCauses(SyntheticTables tables, SyntheticOptions options)
    {
        (Diseases, Procedures) = (tables.Categories.Length, tables.Procedures.Length);
        var lists = tables.Categories.Select(row => (row.Id, row.Icd10, row.Icd9)).Concat(tables.Procedures.Select(row => (row.Id, row.Icd10, row.Icd9))).ToArray();
        _ids = [.. lists.Select(list => list.Id)];
        Codes = [.. lists.SelectMany(list => list.Icd10.Concat(list.Icd9))];
        OfCode = [.. lists.SelectMany((list, cause) => Enumerable.Repeat(cause, list.Icd10.Length + list.Icd9.Length))];
        (First, Shares) = ([new int[lists.Length], new int[lists.Length]], [new double[lists.Length][], new double[lists.Length][]]);
        for (var (cause, next) = (0, 0); cause < lists.Length; cause++)
        {
            var (ten, nine) = (lists[cause].Icd10.Length, lists[cause].Icd9.Length);
            (First[0][cause], First[1][cause]) = (next, next + ten);
            (Shares[0][cause], Shares[1][cause]) = (SyntheticShares.Steep(ten, options.RareTail), SyntheticShares.Steep(nine, options.RareTail));
            next += ten + nine;
        }
    }

    public int Diseases { get; }

    public int Procedures { get; }

    /// <summary>Codes by number.</summary>
    public ImmutableArray<Code> Codes { get; }

    /// <summary>The cause of every code: diseases, then kinds of procedure.</summary>
    public int[] OfCode { get; }

    /// <summary>The number of a cause's first code, in ICD-10 [0] and ICD-9 [1].</summary>
    public int[][] First { get; }

    /// <summary>Rising shares of a cause's codes, in ICD-10 [0] and ICD-9 [1].</summary>
    public double[][][] Shares { get; }

    /// <summary>The cause's own word.</summary>
    public string Id(int cause) => _ids[cause];

    /// <summary>1 for the causes whose second code comes first.</summary>
    public int[] Turns(ImmutableArray<string> otherwise) => [.. _ids.Select(id => otherwise.Contains(id) ? 1 : 0)];
}
