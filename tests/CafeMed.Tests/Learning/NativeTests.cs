using static TorchSharp.torch;

namespace CafeMed.Tests.Learning;

[Collection(TorchTests.Turn)]
public sealed class NativeTests
{
    [Fact]
    public void Torch_runs_a_forward_and_a_backward_pass()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2, 3 }, requires_grad: true);

        var loss = (x * x).sum();
        loss.backward();

        Assert.Equal(14, loss.item<float>());
        Assert.Equal([2, 4, 6], x.grad!.data<float>().ToArray());
    }
}
