if (args is ["safe-sets", .. var rest])
    CafeMed.Benchmarks.SafeSetLatency.Run(rest is [var patients] ? int.Parse(patients, System.Globalization.CultureInfo.InvariantCulture) : 500, Console.Out);
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
