namespace CafeMed.Data;

/// <summary>A usable visit without its codes.</summary>
internal readonly record struct Stay(string Patient, string Visit, DateTime Start, DateTime? End);
