namespace CafeMed.Safety.SafeSets;

/// <summary>Two drugs that object to each other.</summary>
/// <param name="First">One drug's index.</param>
/// <param name="Second">The other's.</param>
/// <param name="Barred">Whether they may not be proposed together at all.</param>
/// <param name="Burden">What proposing both adds to the burden, at least 0.</param>
public readonly record struct SafeSetPair(int First, int Second, bool Barred, double Burden);
