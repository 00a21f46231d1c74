using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>What a channel's tokens offer to attention: a key and a value each, made once for everybody who attends.</summary>
public sealed class SetKeys : nn.Module
{
    private readonly Linear _key;
    private readonly Linear _value;

    /// <summary>For vectors of length <paramref name="width"/> (W).</summary>
    public SetKeys(int width) : base(nameof(SetKeys))
    {
        _key = nn.Linear(width, width, hasBias: false);
        _value = nn.Linear(width, width, hasBias: false);
        RegisterComponents();
    }

    /// <summary>(L, W) tokens give (L, W) keys and (L, W) values, all float32.</summary>
    public (Tensor Keys, Tensor Values) call(Tensor tokens) => (_key.call(tokens), _value.call(tokens));
}
