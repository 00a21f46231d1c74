namespace CafeMed.Learning.Networks;

/// <summary>Whether a part of a network is there.</summary>
public enum Switch
{
    /// <summary>It is there.</summary>
    On,

    /// <summary>It is left out, with its parameters.</summary>
    Off,
}
