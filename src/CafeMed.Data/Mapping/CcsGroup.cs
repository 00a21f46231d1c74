namespace CafeMed.Data;

/// <summary>A group of diagnoses of the Clinical Classifications Software.</summary>
/// <param name="Level">Depth, 1 (widest) to 4.</param>
/// <param name="Id">Its number, such as <c>7.2.4</c>.</param>
/// <param name="Title">What it is called.</param>
public sealed record CcsGroup(int Level, string Id, string Title);
