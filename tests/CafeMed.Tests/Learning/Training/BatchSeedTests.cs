using CafeMed.Learning.Training;
using CsCheck;

namespace CafeMed.Tests.Learning.Training;

public sealed class BatchSeedTests
{
    [Fact]
    public void Seeds_differ_in_the_bits_that_torch_reads() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Int[0, 100], Gen.Int[0, 1000])
            .Where((one, other, _, _) => one != other)
            .Sample((one, other, epoch, batch) =>
            {
                var (first, second) = (BatchSeed.Of(one, epoch, batch), BatchSeed.Of(other, epoch, batch));
                Assert.InRange(first, 0, uint.MaxValue);
                Assert.NotEqual(first, second);
            });

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 24)]
    [InlineData(1 << 30)]
    public void A_seed_that_differs_in_one_bit_is_another(int bit) => Assert.NotEqual(BatchSeed.Of(5, 0, 0), BatchSeed.Of(5 ^ bit, 0, 0));

    [Fact]
    public void Batches_and_epochs_of_a_training_have_seeds_of_their_own()
    {
        var seeds = from epoch in Enumerable.Range(0, 30) from batch in Enumerable.Range(0, 300) select BatchSeed.Of(3, epoch, batch);

        Assert.Equal(9000, seeds.Distinct().Count());
    }

    [Fact]
    public void The_default_seed_keeps_its_stream() => Assert.Equal((4 << 20) ^ 17, BatchSeed.Of(7, 4, 17));
}
