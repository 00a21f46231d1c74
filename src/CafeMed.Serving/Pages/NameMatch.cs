namespace CafeMed.Serving.Pages;

/// <summary>Something that can be typed: what <c>GET /v1/names</c> finds.</summary>
/// <param name="Text">What requests take: a code as <c>System:Value</c>, or a drug's name.</param>
/// <param name="Name">What people call it.</param>
public sealed record NameMatch(string Text, string Name);
