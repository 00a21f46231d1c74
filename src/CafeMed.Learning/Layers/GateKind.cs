namespace CafeMed.Learning.Layers;

/// <summary>What a gate of <see cref="CausalWeightGenerator"/> depends on. All but the first are there to be compared with it.</summary>
public enum GateKind
{
    /// <summary>On the code, the patient's state and the medication: the model as it is meant.</summary>
    Full,

    /// <summary>On the code and the patient's state; the same for all medications.</summary>
    PerCode,

    /// <summary>On the patient's state alone; the same for all codes and medications of a visit.</summary>
    Scalar,

    /// <summary>On nothing: every gate is 1, and effects are the same for all patients.</summary>
    Static,

    /// <summary>As <see cref="Full"/>, on effects whose medications were shuffled: the negative control. What it reaches is reached without knowing the effects.</summary>
    Permuted,
}
