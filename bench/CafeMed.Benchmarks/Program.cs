using System.Globalization;
using CafeMed.Benchmarks;

switch (args)
{
    case ["bundle-latency", var bundle, var cohort]:
        return await BundleLatency.RunAsync(bundle, cohort, Console.Out);
    case ["audit", var store, .. var rest]:
        return await AuditLoad.RunAsync(store, rest is [var key, ..] && key != "-" ? key : null, rest is [_, var seconds] ? double.Parse(seconds, CultureInfo.InvariantCulture) : 5);
    case ["answer-parts", var of, var with]:
        return await AnswerParts.RunAsync(of, with, Console.Out);
    case ["server-load", var url, .. var rest]:
        return await ServerLoad.RunAsync(new Uri(url), rest, Console.Out);
    case ["server-fuzz", var url, .. var rest]:
        return await ServerFuzz.RunAsync(new Uri(url), rest, Console.Out);
    case ["fhir-speed", ..]:
        return await FhirSpeed.RunAsync(args);
    case ["fuzz", ..]:
        return await Fuzz.RunAsync(args);
    case ["import-size", _, _, ..] or ["import-one", _, _] or ["import-make", _, _]:
        return await ImportSize.RunAsync(args);
    case ["speed", _, ..] or ["speed-one", _]:
        return await SpeedTrial.RunAsync(args);
    case ["training-memory", _, ..] or ["training-one", _, _]:
        return await TrainingMemory.RunAsync(args);
    case ["effects", .. var what]:
        EffectsTrial.Run(what);
        return 0;
    case ["synthetic-ceiling", var people, var names]:
        SyntheticCeiling.Run(new() { Patients = int.Parse(people, CultureInfo.InvariantCulture) }, names.Split(','));
        return 0;
    case ["evaluation", .. var rest]:
        EvaluationCost.Run(rest is [var tested] ? int.Parse(tested, CultureInfo.InvariantCulture) : 1058);
        return 0;
    case ["safe-sets", .. var rest]:
        SafeSetLatency.Run(rest is [var patients] ? int.Parse(patients, CultureInfo.InvariantCulture) : 500, Console.Out);
        return 0;
    case ["decisions", .. var rest]:
        DecisionSpeed.Run(rest is [var visits] ? int.Parse(visits, CultureInfo.InvariantCulture) : 2500, Console.Out);
        return 0;
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(EpochBenchmark).Assembly).Run(args);
        return 0;
}
