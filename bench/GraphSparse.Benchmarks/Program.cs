using BenchmarkDotNet.Running;
using GraphSparse.Benchmarks;

// "io FILE" times whole reads and writes of one edge list, "walks SCALE|FILE..." random walks on R-MAT or networks,
// "graphlets [five] FILE..." orbit counts and orbit adjacencies, "orbit-embeddings FILE..." labels predicted from them and from walks,
// "summaries FILE..." summaries at six budgets beside SSumM, "summaries rmat SCALE..." their time on graphs of growing size,
// "stream FILE [uniform] [seeds5]" a sparsifier under updates, "stream-deletions FILE" its kappa under deletions, "stream-scaling FILE..." decisions by size,
// "analytics FILE" analytics of one edge list, "gap FILE.gsb REPEATS TOLERANCE" the tasks of the GAP benchmarks, "samplers FILE" scores and samplers, "spectral FILE... [--seeds N]" static spectral sparsifiers,
// "quikgraph FILE" QuikGraph's algorithms on views beside ours, "parquetnet FILE" one network read and written by Parquet.Net beside ours, "large FILE [VERTICES]" writes a graph of more than 2^31 arcs,
// "growth FILE..." stages on graphs of growing size, in nanoseconds per edge beside what memory allows;
// everything else goes to BenchmarkDotNet.
if (args is ["io", var file, ..])
    return WholeFiles.Run(file, args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 7);
if (args is ["walks", .. var graphs])
    return WalkRates.Run(graphs);
if (args is ["graphlets", .. var counted])
    return GraphletTimes.Run(counted);
if (args is ["orbit-embeddings", .. var labelled])
    return OrbitEmbeddingTimes.Run(labelled);
if (args is ["embeddings", .. var embedded])
    return EmbeddingTimes.Run(embedded);
if (args is ["summaries", .. var summarized])
    return SummaryTimes.Run(summarized);
if (args is ["stream", var network, .. var rest])
    return DynamicStream.Run(network, isLocal: !rest.Contains("uniform"), rest.Contains("seeds5") ? 5 : 1);
if (args is ["stream-deletions", var shrinking, ..])
    return DynamicStream.Deletions(shrinking, seeds: 5);
if (args is ["stream-scaling", .. var sizes])
    return DynamicStream.Scaling(sizes);
if (args is ["analytics", var edges, ..])
    return AnalyticsTimes.Run(edges, args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 5);
if (args is ["gap", var gapped, var times, var tolerance])
    return GapTimes.Run(gapped, int.Parse(times, System.Globalization.CultureInfo.InvariantCulture), double.Parse(tolerance, System.Globalization.CultureInfo.InvariantCulture));
if (args is ["samplers", var list])
    return SamplerTimes.Run(list);
if (args is ["spectral", .. var networks])
    return SpectralTimes.Run(networks);
if (args is ["quikgraph", var viewed, ..])
    return QuikGraphTimes.Run(viewed, args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 7);
if (args is ["parquetnet", var table, ..])
    return ParquetNetTimes.Run(table, args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 7);
if (args is ["growth", .. var growing])
    return GrowthTimes.Run(growing);
if (args is ["large", var output, ..])
    return LargeGraph.Write(output, args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 1 << 26);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
