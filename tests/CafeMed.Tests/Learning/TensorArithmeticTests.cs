using System.Reflection;
using CafeMed.Learning;
using CafeMed.Learning.Encoding;
using CsCheck;
using TorchSharp;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning;

[Collection(TorchTests.Turn)]
public sealed class TensorArithmeticTests
{
    private static readonly Gen<float[]> s_rows = Gen.Float[-9, 9].Array[6];

    [Fact]
    public void Numbers_are_added_taken_away_and_multiplied() => Gen.Select(s_rows, s_rows, Gen.Double[-9, 9]).Sample((left, right, number) =>
    {
        using var scope = NewDisposeScope();
        var (a, b, x) = (tensor(left, 2, 3), tensor(right, 2, 3), (float)number);

        Assert.Equal(left.Zip(right, (l, r) => l + r), a.Plus(b).Floats());
        Near(left.Select(l => l + x), a.Plus(number));
        Near(left.Select(l => l - x), a.Minus(number));
        Near(left.Select(l => l * x), a.Times(number));
        Near(left.Select(l => 1 - l), a.OneMinus());
        Near(left.Select(l => Math.Max(l, x)), a.AtLeast(number));
        Near(left.Zip(right, (l, r) => r > 0 ? x : l), a.Filled(b.gt(zeros_like(b)), number));
        Assert.Equal(left, a.Floats());
    }, iter: 50, threads: 1);

    [Fact]
    public void In_place_the_tensor_itself_changes() => Gen.Select(s_rows, s_rows, Gen.Double[-9, 9]).Sample((left, right, number) =>
    {
        using var scope = NewDisposeScope();
        var (a, b, x) = (tensor(left), tensor(right), (float)number);

        a.Add_(b, number);
        b.Scale_(number);

        Near(left.Zip(right, (l, r) => l + x * r), a);
        Near(right.Select(r => r * x), b);
    }, iter: 50, threads: 1);

    [Fact]
    public void Whole_numbers_stay_whole()
    {
        using var scope = NewDisposeScope();
        var whole = tensor(new[] { 9_007_199_254_740_993, -2 });

        Assert.Equal([9_007_199_254_740_994, -1], whole.Plus(1L).data<long>().ToArray());
        Assert.Equal([27_021_597_764_222_979, -6], whole.Times(3L).data<long>().ToArray());
        Assert.Equal([18_014_398_509_481_986, -4], whole.Plus(whole).data<long>().ToArray());
        Assert.Equal([9_007_199_254_740_993, 5], whole.Filled(tensor(new[] { false, true }), 5L).data<long>().ToArray());
    }

    [Fact]
    public void Rows_are_added_to_the_row_of_their_owner()
    {
        using var scope = NewDisposeScope();

        var sums = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, 3, 2).AddRows(tensor(new long[] { 2, 0, 2 }), tensor(new float[] { 10, 20, 30, 40, 50, 60 }, 3, 2));

        Assert.Equal([31, 42, 3, 4, 65, 86], sums.Floats());
    }

    [Fact]
    public void Gradients_pass_through()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2, 3 }, requires_grad: true);

        x.Times(3.0).Plus(x).Minus(1).OneMinus().AtLeast(-8).sum().backward();

        Assert.Equal([-4, -4, 0], x.grad!.Floats());
    }

    // Scalars freed under native code break one operation in some ten thousand while another thread collects.
    [Fact]
    public async Task Numbers_outlive_the_calls_that_read_them_while_another_thread_collects_garbage()
    {
        using var scope = NewDisposeScope();
        using var done = new CancellationTokenSource();
        var garbage = Task.Run(() => Litter(done.Token), TestContext.Current.CancellationToken);
        var x = ones(4);

        for (var i = 0; i < 20_000; i++)
        {
            using var iteration = NewDisposeScope();
            if (i % 1000 == 0)
                Assert.Equal(2.5f, x.Times(0.5).Plus(x).Plus(1.0).sum().item<float>() / 4);
            else
                _ = x.Times(0.5).Plus(x).Plus(1.0);
        }
        await done.CancelAsync();

        Assert.True(await garbage > 0);
    }

    [Fact]
    public void Every_conversion_of_a_number_to_a_scalar_is_a_banned_symbol()
    {
        var banned = File.ReadAllLines(Repository.File("BannedSymbols.txt").FullName).Select(line => line.Split(';')[0]).ToHashSet(StringComparer.Ordinal);
        var conversions = typeof(Scalar).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name == "op_Implicit").ToArray();

        Assert.NotEmpty(conversions);
        var operators = typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name is "op_Addition" or "op_Subtraction" or "op_Multiply" or "op_Division")
            .Select(method => (method.Name, Types: method.GetParameters().Select(parameter => parameter.ParameterType).ToArray()))
            .Where(one => one.Types.Any(type => type.IsPrimitive) || (one.Name == "op_Addition" && one.Types.All(type => type == typeof(Tensor))));

        Assert.Empty(conversions.Select(method => method.GetParameters()[0].ParameterType).Where(type => type.IsPrimitive)
            .Select(type => $"M:TorchSharp.Scalar.op_Implicit({type.FullName})~TorchSharp.Scalar").Except(banned));
        Assert.Empty(operators
            .Select(one => $"M:TorchSharp.torch.Tensor.{one.Name}({string.Join(',', one.Types.Select(type => type.FullName!.Replace('+', '.')))})").Except(banned));
    }

    private static long Litter(CancellationToken ct)
    {
        var rounds = 0L;
        var kept = new byte[64][];
        for (; !ct.IsCancellationRequested && rounds < 50_000_000; rounds++)
        {
            kept[rounds % 64] = new byte[2000];
            if (rounds % 200 == 0)
                GC.Collect(0);
        }
        return rounds;
    }

    private static void Near(IEnumerable<float> expected, Tensor actual) =>
        Assert.All(expected.Zip(actual.Floats()), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
}
