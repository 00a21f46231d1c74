using CafeMed.Benchmarks;

if (args is ["effects", ..])
    EffectsTrial.Run(args[1..]);
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(EpochBenchmark).Assembly).Run(args);
