using TorchSharp;
using static TorchSharp.torch;

namespace CafeMed.Learning;

/// <summary>Arithmetic of tensors whose scalars stay alive for as long as the native code reads them.</summary>
/// <remarks>
/// TorchSharp 0.107 wraps every number in a <see cref="Scalar"/> with a finaliser, also the hidden 1 in <c>a + b</c>, and hands its
/// address to native code without keeping it alive. A garbage collection at that moment, started by any other thread, frees it under
/// the native code: the program breaks once in some ten thousand operations. So numbers are wrapped here, and disposed after the call;
/// the implicit conversions and the operators that hide one are banned symbols. See docs/decisions/0008.
/// </remarks>
internal static class TensorArithmetic
{
    // Reachable for ever, so never finalised. Whole, so that indices can be added too.
    private static readonly Scalar _one = 1L.ToScalar();

    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, _one);

    public static Tensor Plus(this Tensor tensor, double number)
    {
        using var scalar = number.ToScalar();
        return tensor.add(scalar, _one);
    }

    public static Tensor Plus(this Tensor tensor, long number)
    {
        using var scalar = number.ToScalar();
        return tensor.add(scalar, _one);
    }

    public static Tensor Minus(this Tensor tensor, double number) => tensor.Plus(-number);

    public static Tensor Times(this Tensor tensor, double number)
    {
        using var scalar = number.ToScalar();
        return tensor.mul(scalar);
    }

    public static Tensor Times(this Tensor tensor, long number)
    {
        using var scalar = number.ToScalar();
        return tensor.mul(scalar);
    }

    /// <summary>Each value times itself.</summary>
    public static Tensor Squared(this Tensor tensor) => tensor * tensor;

    /// <summary>1 - <paramref name="tensor"/>.</summary>
    public static Tensor OneMinus(this Tensor tensor) => tensor.neg().Plus(1.0);

    public static Tensor AtLeast(this Tensor tensor, double number)
    {
        using var scalar = number.ToScalar();
        return tensor.clamp_min(scalar);
    }

    public static Tensor Between(this Tensor tensor, double least, double most)
    {
        using Scalar from = least.ToScalar(), to = most.ToScalar();
        return tensor.clamp(from, to);
    }

    public static Tensor Filled(this Tensor tensor, Tensor mask, double number)
    {
        using var scalar = number.ToScalar();
        return tensor.masked_fill(mask, scalar);
    }

    public static Tensor Filled(this Tensor tensor, Tensor mask, long number)
    {
        using var scalar = number.ToScalar();
        return tensor.masked_fill(mask, scalar);
    }

    /// <summary>Adds each row of <paramref name="rows"/> to the row of <paramref name="sums"/> that <paramref name="owner"/> names.</summary>
    public static Tensor AddRows(this Tensor sums, Tensor owner, Tensor rows) => sums.index_add(0, owner, rows, _one);

    /// <summary>In place: <c>tensor += factor * other</c>.</summary>
    public static void Add_(this Tensor tensor, Tensor other, double factor)
    {
        using var scalar = factor.ToScalar();
        tensor.add_(other, scalar);
    }

    /// <summary>In place: <c>tensor *= factor</c>.</summary>
    public static void Scale_(this Tensor tensor, double factor)
    {
        using var scalar = factor.ToScalar();
        tensor.mul_(scalar);
    }
}
