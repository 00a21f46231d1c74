using static TorchSharp.torch;

namespace CafeMed.Learning.Encoding;

/// <summary>From tensors back to arrays.</summary>
internal static class TensorValues
{
    /// <summary>The values in row-major order; an empty tensor gives an empty array (TorchSharp's own accessor throws).</summary>
    public static float[] Floats(this Tensor tensor)
    {
        if (tensor.numel() == 0)
            return [];
        // The scope keeps what contiguous() may make alive while its memory is read.
        using var scope = NewDisposeScope();
        var values = tensor.contiguous().data<float>().ToArray();
        GC.KeepAlive(tensor);
        return values;
    }
}
