using CafeMed.Learning.Causal.Design;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Some rows of a design as tensors: sparse for products, dense where every number counts.</summary>
internal sealed class RowBlock
{
    private readonly EffectDesign _design;
    private readonly int[] _rows;
    private readonly ScalarType _type;

    /// <summary>Takes the rows of whole patients.</summary>
    public RowBlock(EffectDesign design, int[] patients, ScalarType type)
    {
        (_design, _rows, _type) = (design, design.RowsOf(patients), type);
        Sizes = [.. patients.Select(patient => design.PatientOffsets[patient + 1] - design.PatientOffsets[patient])];
    }

    /// <summary>How many rows.</summary>
    public int Count => _rows.Length;

    /// <summary>By patient, in the order of the rows: how many rows.</summary>
    public int[] Sizes { get; }

    /// <summary>(n) the patient of each row, from 0.</summary>
    public Tensor Owners() => tensor(Sizes.SelectMany((size, patient) => Enumerable.Repeat((long)patient, size)).ToArray());

    /// <summary>The columns that have a place, times a dense matrix: (n, W) x (W, J) -> (n, J).</summary>
    public Tensor Times(int[] place, Tensor dense)
    {
        var (columns, offsets, amounts) = (new List<long>(), new long[_rows.Length], new List<double>());
        for (var i = 0; i < _rows.Length; i++)
        {
            offsets[i] = columns.Count;
            Each(_rows[i], place, (column, amount) =>
            {
                columns.Add(column);
                amounts.Add(amount);
            });
        }
        if (columns.Count == 0)
            return zeros(_rows.Length, dense.shape[1], _type);
        using var scope = NewDisposeScope();
        using EmbeddingBag bag = nn.EmbeddingBag_from_pretrained(dense, mode: EmbeddingBagMode.Sum);
        return bag.call(tensor(columns.ToArray()), tensor(offsets), tensor(amounts.ToArray()).to_type(_type)).MoveToOuterDisposeScope();
    }

    /// <summary>(n, J) the columns that have a place, all numbers.</summary>
    public Tensor Dense(int[] place, int width)
    {
        var (cells, amounts) = (new List<long>(), new List<double>());
        for (var i = 0; i < _rows.Length; i++)
        {
            var start = (long)i * width;
            Each(_rows[i], place, (column, amount) =>
            {
                cells.Add(start + column);
                amounts.Add(amount);
            });
        }
        return Filled(cells, amounts, width);
    }

    /// <summary>(n, M) whether each drug was given.</summary>
    public Tensor Drugs()
    {
        var cells = new List<long>();
        for (var i = 0; i < _rows.Length; i++)
            foreach (var drug in _design.Drugs[_rows[i]])
                cells.Add((long)i * _design.DrugCount + drug);
        return Filled(cells, [.. Enumerable.Repeat(1.0, cells.Count)], _design.DrugCount);
    }

    private Tensor Filled(List<long> cells, List<double> amounts, int width)
    {
        using var scope = NewDisposeScope();
        var flat = zeros((long)_rows.Length * width, _type);
        if (cells.Count > 0)
            flat.scatter_(0, tensor(cells.ToArray()), tensor(amounts.ToArray()).to_type(_type));
        return flat.view(_rows.Length, width).MoveToOuterDisposeScope();
    }

    private void Each(int row, int[] place, Action<int, double> take)
    {
        var rows = _design.Rows;
        for (var i = rows.Offsets[row]; i < rows.Offsets[row + 1]; i++)
            if (place[rows.Tokens[i]] is >= 0 and var column)
                take(column, rows.Amounts?[i] ?? 1);
    }
}
