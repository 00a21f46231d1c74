namespace CafeMed;

/// <summary>A group of codes as a node of a <see cref="CodeGraph"/>.</summary>
/// <param name="Group">The group, such as <c>Ccs:7.2.1</c> or <c>Icd10Pcs:02H</c>; for what is known on arrival its kind and code.</param>
/// <param name="Tier">When it comes to be.</param>
/// <param name="Visits">Training visits that have it.</param>
/// <param name="Role">What it is among the groups of its kind; <see langword="null"/> before the visit.</param>
/// <param name="RoleShare">Share of the resamples, each read by itself, in which it has that role; in [0, 1].</param>
public sealed record CodeGraphNode(string Group, CodeTier Tier, int Visits, NodeRole? Role, float RoleShare);
