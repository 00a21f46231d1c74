using static TorchSharp.torch;

namespace CafeMed.Tests.Learning;

/// <summary>Tests that use torch take turns: a process has one generator. One thread is enough for tensors this small, and waits for nobody.</summary>
[CollectionDefinition(Turn)]
public sealed class TorchTests : ICollectionFixture<TorchTests.OneThread>
{
    public const string Turn = "torch";

    public sealed class OneThread
    {
        public OneThread() => set_num_threads(1);
    }
}
