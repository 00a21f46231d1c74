using CafeMed.Learning;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Training;

/// <summary>A network of one parameter whose answer is a number and whose gradient is none: the slope of a root at 0, times 0.</summary>
internal sealed class SteepAtZero : MedicationNetwork
{
    private readonly Parameter _logit;

    public SteepAtZero() : base(nameof(SteepAtZero))
    {
        _logit = nn.Parameter(zeros(1));
        RegisterComponents();
    }

    public override Tensor forward(VisitBatch input) => zeros_like(input.Targets).Plus(_logit.Times(0).sqrt());
}
