using System.Reflection;
using Xunit.v3;
using static TorchSharp.torch;

[assembly: CafeMed.Tests.Learning.SeedTorch]

namespace CafeMed.Tests.Learning;

/// <summary>Starts every test that uses torch from the same seed, whatever ran before it: tests come in any order.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class SeedTorchAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (test.TestCase.TestCollection.TestCollectionDisplayName == TorchTests.Turn)
            random.manual_seed(5);
    }
}
