using System.Diagnostics;
using GraphSparse.Acceleration;
using GraphSparse.Analytics;
using GraphSparse.Walks;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Commands;

/// <summary>Measures what a device does beside the threads of this machine, each kernel as its command runs it.</summary>
internal sealed class DeviceCalibrator
{
    private const int Vertices = 1 << 16;
    private const int Edges = 1 << 20;
    private const int Repeats = 3;

    private readonly Parallelism _parallelism;
    private readonly CancellationToken _cancellationToken;
    private readonly CsrGraph _graph;
    private readonly CsrGraph _weighted;
    private readonly EdgeIndex _index;
    private readonly Dictionary<string, double> _cpuRates = [];

    /// <param name="parallelism">Threads of the CPU.</param>
    /// <param name="cancellationToken">Looked at between measurements and inside them.</param>
    public DeviceCalibrator(Parallelism parallelism, CancellationToken cancellationToken)
    {
        (_parallelism, _cancellationToken) = (parallelism, cancellationToken);
        _graph = Skewed(weighted: false);
        _weighted = Skewed(weighted: true);
        _index = new EdgeIndex(_graph, parallelism, cancellationToken);
    }

    /// <summary>Measures a device, which is opened anew for every kernel: what a run of a command pays.</summary>
    /// <param name="device">The device.</param>
    /// <param name="open">Opens it.</param>
    /// <exception cref="DeviceException">It failed.</exception>
    public DeviceCalibration Measure(DeviceInfo device, Func<string, Parallelism, IAccelerator> open)
    {
        var kernels = new List<CalibratedKernel>();
        foreach ((string kernel, string unit, Func<IAccelerator?, double> run) in Workloads().Where(w => device.HasDouble || w.Kernel != DeviceWork.PageRank))
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (!_cpuRates.TryGetValue(kernel, out double cpu))
                _cpuRates[kernel] = cpu = Rate(run, null);
            long began = Stopwatch.GetTimestamp();
            using IAccelerator opened = open(device.Id, _parallelism);
            double amount = run(opened);
            double first = Stopwatch.GetElapsedTime(began).TotalSeconds;
            double rate = Rate(run, opened);
            kernels.Add(new CalibratedKernel(kernel, unit, cpu, rate, Math.Max(0, first - amount / rate)));
        }

        return new DeviceCalibration(device.Id, device.Name, device.Hardware, device.Driver, CpuInfo.Describe().Name, _parallelism.Degree, kernels);
    }

    /// <summary>What is measured: a name, its unit, and a run that says how many units it did; on threads where there is no device.</summary>
    private IEnumerable<(string Kernel, string Unit, Func<IAccelerator?, double> Run)> Workloads()
    {
        foreach (WalkMethod method in Enum.GetValues<WalkMethod>())
        {
            var options = new WalkOptions { Method = method, PerVertex = 1, P = method == WalkMethod.Node2vec ? 0.5 : 1, Q = method == WalkMethod.Node2vec ? 2 : 1 };
            yield return (DeviceWork.NameOf(method), "steps", on => RandomWalker.Walk(method == WalkMethod.Weighted ? _weighted : _graph, options, _ => { }, accelerator: on, parallelism: _parallelism, cancellationToken: _cancellationToken).Steps);
        }

        yield return (DeviceWork.Triangles, "edges", on =>
        {
            if (on is null)
                TriangleCounter.Count(_graph, _index, _parallelism, null, _cancellationToken);
            else
                on.TrianglesPerEdge(_graph, _index, _cancellationToken);
            return _graph.EdgeCount;
        });
        yield return (DeviceWork.Clustering, "edges", on =>
        {
            ClusteringCoefficient.Compute(_graph, on, _parallelism, null, _cancellationToken);
            return _graph.EdgeCount;
        });
        yield return (DeviceWork.PageRank, "edges", on =>
        {
            _ = on is null ? PageRank.Compute(_graph, null, _parallelism, null, _cancellationToken) : on.PageRank(_graph, null, _cancellationToken);
            return _graph.EdgeCount;
        });
    }

    private static double Rate(Func<IAccelerator?, double> run, IAccelerator? on)
    {
        var rates = new double[Repeats];
        for (int i = 0; i < Repeats; i++)
        {
            long began = Stopwatch.GetTimestamp();
            double amount = run(on);
            rates[i] = amount / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        return rates.Median();
    }

    /// <summary>Edges between ends that lean to small numbers, so that degrees are as unequal as those of real networks.</summary>
    private static CsrGraph Skewed(bool weighted)
    {
        var random = new KeyedRandom(1, "calibration");
        var builder = new GraphBuilder(Vertices);
        for (int e = 0; e < Edges; e++)
            builder.AddEdge(End(e, 0), End(e, 1), weighted ? 1 + random.NextDouble(e, 2) : 1);
        return builder.Build();

        int End(int edge, int side)
        {
            double u = random.NextDouble(edge, side);
            return (int)(Vertices * u * u);
        }
    }
}
