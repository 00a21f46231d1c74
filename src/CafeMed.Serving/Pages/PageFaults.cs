namespace CafeMed.Serving.Pages;

/// <summary>What the page's own addresses refuse.</summary>
internal static class PageFaults
{
    public static CafeMedException NoAudit() => new(new Fault(
        "CM6100",
        "This server keeps no audit log.",
        "Start it with --audit FILE, and everything it is asked and says is written down."));

    public static CafeMedException NoSuchNames(IEnumerable<string> kinds) => new(new Fault(
        "CM6101",
        "Names of this kind cannot be searched.",
        $"The member kind is one of: {string.Join(", ", kinds)}."));

    public static CafeMedException BadDays(int most) => new(new Fault(
        "CM6102",
        "What was given as days is no number of days.",
        $"Give a whole number from 1 to {most}."));
}
