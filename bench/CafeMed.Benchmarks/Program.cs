if (args is ["synthetic-ceiling", var people, var names])
    CafeMed.Benchmarks.SyntheticCeiling.Run(new() { Patients = int.Parse(people, System.Globalization.CultureInfo.InvariantCulture) }, names.Split(','));
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
