if (args is ["effects", ..])
{
    CafeMed.Benchmarks.EffectsTrial.Run(args[1..]);
    return 0;
}
if (args is ["fhir-speed", ..])
    return await CafeMed.Benchmarks.FhirSpeed.RunAsync(args);
if (args is ["fuzz", ..])
    return await CafeMed.Benchmarks.Fuzz.RunAsync(args);
if (args is ["import-size", _, _, ..] or ["import-one", _, _])
    return await CafeMed.Benchmarks.ImportSize.RunAsync(args);
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
