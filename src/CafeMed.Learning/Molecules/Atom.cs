namespace CafeMed.Learning.Molecules;

/// <summary>One heavy atom of a molecule.</summary>
/// <param name="Element">Its symbol, as in the periodic table.</param>
/// <param name="Aromatic">Whether it was written as a member of an aromatic ring.</param>
/// <param name="Charge">Formal charge.</param>
public readonly record struct Atom(string Element, bool Aromatic, int Charge);
