namespace CafeMed.Cli;

/// <summary>What the program ends with.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;
    public const int Unexpected = 1;
    public const int Usage = 2;
    public const int BadInput = 3;
    public const int GateFailed = 4;
    public const int SafetyFailed = 5;
    public const int Interrupted = 130;
}
