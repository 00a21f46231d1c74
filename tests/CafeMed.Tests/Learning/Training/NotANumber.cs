using CafeMed.Learning;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Training;

/// <summary>A network of one parameter that answers NaN in its batch number <c>failing</c>.</summary>
internal sealed class NotANumber : MedicationNetwork
{
    private readonly Parameter _logit;
    private readonly int _failing;
    private int _calls;

    public NotANumber(int failing) : base(nameof(NotANumber))
    {
        (_failing, _logit) = (failing, nn.Parameter(zeros(1)));
        RegisterComponents();
    }

    public override Tensor forward(VisitBatch input) =>
        zeros_like(input.Targets).Plus(_logit.Times(++_calls == _failing ? double.NaN : 1));
}
