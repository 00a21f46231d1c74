if (args is ["synthetic-ceiling", var people, var names])
{
    CafeMed.Benchmarks.SyntheticCeiling.Run(new() { Patients = int.Parse(people, System.Globalization.CultureInfo.InvariantCulture) }, names.Split(','));
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
