using System.Runtime.InteropServices;
using System.Text;
using CafeMed.Cli;

if (!CafeMedProgram.HasThreads())
    return ExitCodes.BadInput;
using var interrupted = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CafeMedProgram.RunAsync(args, CliStreams.OfProcess(), TimeProvider.System, interrupted.Token).ConfigureAwait(false);

// The first signal asks for a checkpoint; a second one ends the process at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
}
