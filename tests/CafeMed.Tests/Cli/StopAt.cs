using System.Text;

namespace CafeMed.Tests.Cli;

/// <summary>Stands for somebody who presses Ctrl-C when a certain line appears on standard error.</summary>
internal sealed class StopAt(CancellationTokenSource source, string words) : StringWriter(new StringBuilder())
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value?.Contains(words, StringComparison.Ordinal) == true)
            source.Cancel();
    }
}
