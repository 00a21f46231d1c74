namespace CafeMed.Data.Demos;

/// <summary>What a download did.</summary>
/// <param name="Downloaded">Files that were fetched, in whole or in part.</param>
/// <param name="Kept">Files that were here before and are right.</param>
/// <param name="Resumed">Files of the fetched ones that went on where an earlier attempt had stopped.</param>
/// <param name="Bytes">Bytes that came over the network for files.</param>
/// <param name="SumsFrom">Where the sums come from that every file was checked against.</param>
public sealed record DemoReceipt(int Downloaded, int Kept, int Resumed, long Bytes, string SumsFrom);
