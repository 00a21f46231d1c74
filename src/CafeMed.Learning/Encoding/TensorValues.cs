using static TorchSharp.torch;

namespace CafeMed.Learning.Encoding;

/// <summary>From tensors back to arrays.</summary>
internal static class TensorValues
{
    /// <summary>The values in row-major order; an empty tensor gives an empty array (TorchSharp's own accessor throws).</summary>
    public static float[] Floats(this Tensor tensor) => tensor.numel() == 0 ? [] : tensor.contiguous().data<float>().ToArray();
}
