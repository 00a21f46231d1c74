using System.Runtime.InteropServices;
using CafeMed.Learning.Causal.Design;
using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Sums of products over rows: of the adjusted-for columns with each other, with the drugs, and with the exposures that are none of them.</summary>
internal sealed class GramSums : IDisposable
{
    /// <summary>Rows.</summary>
    public int Visits { get; private set; }

    /// <summary>(W) sums of the columns.</summary>
    public Tensor Columns { get; }

    /// <summary>(M) sums of the drugs.</summary>
    public Tensor Drugs { get; }

    /// <summary>(O) sums of the exposures outside.</summary>
    public Tensor Outside { get; }

    /// <summary>(W, W)</summary>
    public Tensor Gram { get; }

    /// <summary>(W, M)</summary>
    public Tensor WithDrugs { get; }

    /// <summary>(W, O)</summary>
    public Tensor WithOutside { get; }

    /// <summary>Sums over the rows of <paramref name="patients"/>.</summary>
    /// <param name="design">The rows.</param>
    /// <param name="patients">Whose.</param>
    /// <param name="place">By column: its place among those adjusted for, or -1.</param>
    /// <param name="width">W.</param>
    /// <param name="outside">By column: its place among the exposures outside, or -1.</param>
    /// <param name="outsiders">O.</param>
    /// <param name="ct">Stops between two patients.</param>
    public static GramSums Of(EffectDesign design, IEnumerable<int> patients, int[] place, int width, int[] outside, int outsiders, CancellationToken ct)
    {
        var drugCount = design.DrugCount;
        // The sums are written where torch keeps them: as an array beside it, the largest would be held twice.
        var (products, drugProducts, outsideProducts) = (Zeros(width, width), Zeros(width, drugCount), Zeros(width, outsiders));
        var gram = Numbers(products);
        var withDrugs = Numbers(drugProducts);
        var withOutside = Numbers(outsideProducts);
        var (columns, drugs, outs, visits) = (new double[width], new double[drugCount], new double[outsiders], 0);
        var (held, amounts, others) = (new List<int>(), new List<double>(), new List<int>());
        foreach (var patient in patients)
        {
            ct.ThrowIfCancellationRequested();
            for (var row = design.PatientOffsets[patient]; row < design.PatientOffsets[patient + 1]; row++, visits++)
            {
                Read(design, row, place, outside, held, amounts, others);
                for (var a = 0; a < held.Count; a++)
                {
                    var (start, amount) = (held[a] * width, amounts[a]);
                    columns[held[a]] += amount;
                    for (var b = 0; b < held.Count; b++)
                        gram[start + held[b]] += amount * amounts[b];
                    foreach (var drug in design.Drugs[row])
                        withDrugs[held[a] * drugCount + drug] += amount;
                    foreach (var other in others)
                        withOutside[held[a] * outsiders + other] += amount;
                }
                foreach (var drug in design.Drugs[row])
                    drugs[drug]++;
                foreach (var other in others)
                    outs[other]++;
            }
        }
        return new(visits, tensor(columns), tensor(drugs), tensor(outs), products, drugProducts, outsideProducts);
    }

    private GramSums(int visits, Tensor columns, Tensor drugs, Tensor outside, Tensor gram, Tensor withDrugs, Tensor withOutside) =>
        (Visits, Columns, Drugs, Outside, Gram, WithDrugs, WithOutside) = (visits, columns, drugs, outside, gram, withDrugs, withOutside);

    /// <summary>In place: becomes the sums over the rows that are in <paramref name="all"/> and not in this.</summary>
    public void Complement(GramSums all)
    {
        Visits = all.Visits - Visits;
        foreach (var (own, whole) in Tensors.Zip(all.Tensors))
        {
            own.Scale_(-1);
            own.Add_(whole, 1);
        }
    }

    /// <summary>Products of the columns around the means with a penalty on the diagonal, in place of the sums themselves: <c>G - n mean mean' + lambda I</c>.</summary>
    public Tensor Ridged(double penalty)
    {
        using var scope = NewDisposeScope();
        Gram.addmm_(Mean(Columns).unsqueeze(1), Columns.unsqueeze(0), 1, -1);
        Gram.diagonal().Add_(ones_like(Columns), penalty);
        return Gram;
    }

    /// <summary>Products around the means: <c>G - n mean mean'</c>.</summary>
    public Tensor Centred(Tensor products, Tensor right)
    {
        using var scope = NewDisposeScope();
        return (products - Columns.unsqueeze(1).matmul(right.unsqueeze(0)).Times(1.0 / Math.Max(1, Visits))).MoveToOuterDisposeScope();
    }

    /// <summary>Sums as means.</summary>
    public Tensor Mean(Tensor sums) => sums.Times(1.0 / Math.Max(1, Visits));

    public void Dispose()
    {
        foreach (var held in Tensors)
            held.Dispose();
    }

    private Tensor[] Tensors => [Columns, Drugs, Outside, Gram, WithDrugs, WithOutside];

    private static Tensor Zeros(int rows, int columns) => zeros(rows, columns, ScalarType.Float64);

    private static Span<double> Numbers(Tensor own) => own.numel() == 0 ? [] : MemoryMarshal.Cast<byte, double>(own.bytes);

    private static void Read(EffectDesign design, int row, int[] place, int[] outside, List<int> held, List<double> amounts, List<int> others)
    {
        held.Clear();
        amounts.Clear();
        others.Clear();
        var rows = design.Rows;
        for (var i = rows.Offsets[row]; i < rows.Offsets[row + 1]; i++)
        {
            if (place[rows.Tokens[i]] is >= 0 and var column)
            {
                held.Add(column);
                amounts.Add(rows.Amounts?[i] ?? 1);
            }
            if (outside[rows.Tokens[i]] is >= 0 and var other)
                others.Add(other);
        }
    }
}
