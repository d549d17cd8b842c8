using BenchmarkDotNet.Running;
using GraphSparse.Benchmarks;

// "io FILE" times whole reads and writes of one edge list, "walks SCALE" random walks on R-MAT, "analytics FILE" analytics of one edge list; "samplers FILE" scores and samplers; everything else goes to BenchmarkDotNet.
if (args is ["io", var file, ..])
    return WholeFiles.Run(file, args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 7);
if (args is ["walks", var scale])
    return WalkRates.Run(int.Parse(scale, System.Globalization.CultureInfo.InvariantCulture));
if (args is ["analytics", var edges, ..])
    return AnalyticsTimes.Run(edges, args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 5);
if (args is ["samplers", var list])
    return SamplerTimes.Run(list);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
