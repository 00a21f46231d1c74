using CafeMed.Learning.Causal.Design;
using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Sums of products over rows: of the adjusted-for columns with each other, with the drugs, and with the exposures that are none of them.</summary>
internal sealed class GramSums : IDisposable
{
    private GramSums(int visits, double[] columns, double[] drugs, double[] outside, Tensor gram, Tensor withDrugs, Tensor withOutside) =>
        (Visits, Columns, Drugs, Outside, Gram, WithDrugs, WithOutside) =
            (visits, tensor(columns), tensor(drugs), tensor(outside), gram, withDrugs, withOutside);

    /// <summary>Rows.</summary>
    public int Visits { get; }

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
        var (gram, withDrugs, withOutside) = (new double[(long)width * width], new double[(long)width * drugCount], new double[(long)width * outsiders]);
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
                    var (start, amount) = ((long)held[a] * width, amounts[a]);
                    columns[held[a]] += amount;
                    for (var b = 0; b < held.Count; b++)
                        gram[start + held[b]] += amount * amounts[b];
                    foreach (var drug in design.Drugs[row])
                        withDrugs[(long)held[a] * drugCount + drug] += amount;
                    foreach (var other in others)
                        withOutside[(long)held[a] * outsiders + other] += amount;
                }
                foreach (var drug in design.Drugs[row])
                    drugs[drug]++;
                foreach (var other in others)
                    outs[other]++;
            }
        }
        return new(visits, columns, drugs, outs, tensor(gram, width, width), tensor(withDrugs, width, drugCount),
            outsiders == 0 ? zeros(width, 0, ScalarType.Float64) : tensor(withOutside, width, outsiders));
    }

    private GramSums(int visits, Tensor columns, Tensor drugs, Tensor outside, Tensor gram, Tensor withDrugs, Tensor withOutside) =>
        (Visits, Columns, Drugs, Outside, Gram, WithDrugs, WithOutside) = (visits, columns, drugs, outside, gram, withDrugs, withOutside);

    /// <summary>The sums over the rows that are in this and not in <paramref name="part"/>.</summary>
    public GramSums Without(GramSums part) => new(
        Visits - part.Visits, Columns - part.Columns, Drugs - part.Drugs, Outside - part.Outside,
        Gram - part.Gram, WithDrugs - part.WithDrugs, WithOutside - part.WithOutside);

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
        foreach (var held in new[] { Columns, Drugs, Outside, Gram, WithDrugs, WithOutside })
            held.Dispose();
    }

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
