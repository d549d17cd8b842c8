using BenchmarkDotNet.Running;
using GraphSparse.Benchmarks;

// "io FILE" times whole reads and writes of one edge list, "walks SCALE" random walks on R-MAT and "walks FILE..." on networks; everything else goes to BenchmarkDotNet.
if (args is ["io", var file, ..])
    return WholeFiles.Run(file, args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 7);
if (args is ["walks", .. var graphs])
    return WalkRates.Run(graphs);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
