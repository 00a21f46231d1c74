namespace CafeMed;

/// <summary>Two codes of which neither comes before the other: the key of whatever holds between them.</summary>
public static class CodePair
{
    /// <summary>The same pair whichever way it is given: the lesser code first.</summary>
    public static (Code, Code) Of(Code first, Code second) => first < second ? (first, second) : (second, first);
}
