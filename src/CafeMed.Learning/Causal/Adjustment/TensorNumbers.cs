using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>From tensors to arrays of doubles.</summary>
internal static class TensorNumbers
{
    /// <summary>The values in row-major order, whatever their type.</summary>
    public static double[] Doubles(this Tensor tensor)
    {
        if (tensor.numel() == 0)
            return [];
        using var scope = NewDisposeScope();
        var values = tensor.to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
        GC.KeepAlive(tensor);
        return values;
    }
}
