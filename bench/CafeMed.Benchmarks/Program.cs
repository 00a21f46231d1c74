using CafeMed.Benchmarks;

if (args is ["fhir-speed", ..])
    return await FhirSpeed.RunAsync(args);
if (args is ["fuzz", ..])
    return await Fuzz.RunAsync(args);
if (args is ["effects", ..])
{
    EffectsTrial.Run(args[1..]);
    return 0;
}
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(EpochBenchmark).Assembly).Run(args);
return 0;
