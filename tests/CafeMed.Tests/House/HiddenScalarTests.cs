using System.Reflection;
using TorchSharp;

namespace CafeMed.Tests.House;

/// <summary>No scalar is made where nothing keeps it alive: docs/decisions/0008. The ban of symbols finds the usual ways; this reads the compiled code, and finds all.</summary>
public sealed class HiddenScalarTests
{
    private static readonly HashSet<string> s_makers = Makers();

    [Fact]
    public void The_library_is_read_at_all()
    {
        Assert.True(s_makers.Count > 100, $"Only {s_makers.Count} methods of TorchSharp were found to make scalars.");
        Assert.Contains(IlCalls.Key(typeof(torch.Tensor).GetMethod("square", Type.EmptyTypes)!), s_makers);
        Assert.Contains(IlCalls.Key(typeof(torch.Tensor).GetMethod("add", [typeof(torch.Tensor)])!), s_makers);
        Assert.DoesNotContain(IlCalls.Key(typeof(torch.Tensor).GetMethod("sub", [typeof(torch.Tensor)])!), s_makers);
    }

    [Theory]
    [InlineData("CafeMed.Learning")]
    [InlineData("CafeMed.Tests")]
    public void Nothing_calls_into_the_library_where_it_hides_a_scalar(string assembly) => Findings.None(
        from method in IlCalls.Methods(Assembly.Load(assembly))
        from called in IlCalls.Of(method)
        where s_makers.Contains(IlCalls.Key(called))
        select $"{method.DeclaringType}.{method.Name} calls {called.DeclaringType}.{called.Name}",
        "TorchSharp may free a hidden scalar under the native code: use TensorArithmetic (docs/decisions/0008).");

    // Methods of TorchSharp that wrap a number themselves, or call one that does. ToScalar is what we call to wrap, and dispose, a number ourselves.
    private static HashSet<string> Makers()
    {
        var calls = IlCalls.Methods(typeof(torch).Assembly)
            .Where(method => method.DeclaringType != typeof(Scalar) && method.Name != nameof(ScalarExtensionMethods.ToScalar))
            .GroupBy(IlCalls.Key)
            .ToDictionary(same => same.Key, same => IlCalls.Of(same.First()).ToArray());
        var makers = calls.Where(method => method.Value.Any(Wraps)).Select(method => method.Key).ToHashSet();
        int before;
        do
        {
            before = makers.Count;
            makers.UnionWith(calls.Where(method => method.Value.Any(called => makers.Contains(IlCalls.Key(called)))).Select(method => method.Key).ToArray());
        }
        while (makers.Count > before);
        return makers;
    }

    private static bool Wraps(MethodBase method) =>
        (method.DeclaringType == typeof(Scalar) && (method.IsConstructor || method.Name == "op_Implicit")) || method.Name == nameof(ScalarExtensionMethods.ToScalar);
}
