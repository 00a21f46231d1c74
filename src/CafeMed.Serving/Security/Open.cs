namespace CafeMed.Serving.Security;

/// <summary>Marks an address that answers whoever asks: health, discovery, the description of the interface.</summary>
internal sealed class Open
{
    public static Open Door { get; } = new();
}
