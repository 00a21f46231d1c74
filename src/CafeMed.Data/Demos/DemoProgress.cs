namespace CafeMed.Data.Demos;

/// <summary>How far a download is.</summary>
/// <param name="File">The file that is being read.</param>
/// <param name="Number">Its place in the list, from 1.</param>
/// <param name="Count">Files in all.</param>
/// <param name="Bytes">Bytes of it that are here.</param>
/// <param name="Length">Its length, or <see langword="null"/> where the server does not say.</param>
/// <param name="Done">Whether it is whole, and its sum is right.</param>
/// <param name="Kept">Whether it was here before.</param>
public sealed record DemoProgress(string File, int Number, int Count, long Bytes, long? Length, bool Done, bool Kept);
