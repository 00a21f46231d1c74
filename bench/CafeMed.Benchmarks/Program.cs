if (args is ["fhir-speed", ..])
    return await CafeMed.Benchmarks.FhirSpeed.RunAsync(args);
if (args is ["fuzz", ..])
    return await CafeMed.Benchmarks.Fuzz.RunAsync(args);
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
