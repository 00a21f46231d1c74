using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Regression;

/// <summary>A sparse matrix (V, F) by rows, for products with dense matrices: an embedding bag is exactly that product.</summary>
internal sealed class SparseRows : IDisposable
{
    private readonly Tensor _columns;
    private readonly Tensor _offsets;
    private readonly Tensor _amounts;

    public SparseRows(CodeLists lists)
    {
        _columns = tensor(Array.ConvertAll(lists.Tokens, column => (long)column));
        _offsets = tensor(Array.ConvertAll(lists.Offsets[..^1], offset => (long)offset));
        _amounts = tensor(lists.Amounts ?? [.. Enumerable.Repeat(1f, lists.Tokens.Length)]);
        Rows = lists.Offsets.Length - 1;
    }

    public int Rows { get; }

    /// <summary>(V, F) x (F, M) -> (V, M).</summary>
    public Tensor Times(Tensor dense)
    {
        using EmbeddingBag bag = nn.EmbeddingBag_from_pretrained(dense, mode: EmbeddingBagMode.Sum);
        return bag.call(_columns, _offsets, _amounts);
    }

    /// <summary>The same matrix by columns: the transpose, as rows.</summary>
    public static SparseRows Transpose(CodeLists lists, int columns)
    {
        var offsets = new int[columns + 1];
        foreach (var column in lists.Tokens)
            offsets[column + 1]++;
        for (var f = 0; f < columns; f++)
            offsets[f + 1] += offsets[f];
        var (next, rows, amounts) = (offsets[..^1], new int[lists.Tokens.Length], new float[lists.Tokens.Length]);
        for (var v = 0; v < lists.Offsets.Length - 1; v++)
            for (var i = lists.Offsets[v]; i < lists.Offsets[v + 1]; i++)
            {
                var place = next[lists.Tokens[i]]++;
                (rows[place], amounts[place]) = (v, lists.Amounts?[i] ?? 1);
            }
        return new SparseRows(new CodeLists(offsets, rows, amounts));
    }

    public void Dispose()
    {
        _columns.Dispose();
        _offsets.Dispose();
        _amounts.Dispose();
    }
}
