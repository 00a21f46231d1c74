namespace CafeMed.Serving.Answers;

/// <summary>The time at which a request came: an answer is judged by it, today and whenever it is given again.</summary>
internal sealed class FixedTime(DateTimeOffset at) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => at;
}
