using System.Diagnostics;
using System.Globalization;
using GraphSparse.Acceleration;
using GraphSparse.Gpu;
using GraphSparse.IO;
using GraphSparse.Walks;
using MathNet.Numerics.Statistics;

namespace GraphSparse.Benchmarks;

/// <summary>Steps per second of the interleaved walkers beside a plain loop that takes one walk at a time, and of a device where there is one; on all cores, same walks.</summary>
internal static class WalkRates
{
    private const int Repeats = 6; // the first is a warm-up

    public static int Run(string[] graphs)
    {
        GpuDevices.Register();
        string? device = Devices.List().FirstOrDefault(d => d.Kind != DeviceKind.Cpu)?.Id;
        using IAccelerator? accelerator = device is null ? null : Devices.Open(device);
        if (accelerator is not null)
            Console.WriteLine($"device: {accelerator.Name}");
        foreach (string text in graphs)
        {
            bool isScale = int.TryParse(text, CultureInfo.InvariantCulture, out int scale);
            Run(isScale ? $"R-MAT scale {scale}" : Path.GetFileName(text), isScale ? Rmat.Generate(scale, edgeFactor: 16) : GraphReader.Read(text).Graph, accelerator);
        }

        return 0;
    }

    private static void Run(string name, CsrGraph graph, IAccelerator? accelerator)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {graph.VertexCount} vertices, {graph.EdgeCount} edges, {graph.MemoryBytes >> 20} MiB"));
        int perVertex = Math.Max(1, (1 << 18) / graph.VertexCount);
        foreach (WalkOptions options in new WalkOptions[]
        {
            new() { PerVertex = perVertex },
            new() { PerVertex = perVertex, Method = WalkMethod.NonBacktracking },
            new() { PerVertex = perVertex, Method = WalkMethod.Node2vec, P = 0.5, Q = 2 },
            new() { PerVertex = perVertex, Method = WalkMethod.Node2vec, P = 0.5, Q = 2, Node2vecSampling = Node2vecSampling.Folded }, // beside plain rejection
        })
        {
            var plain = new List<double>();
            var fast = new List<double>();
            var onDevice = new List<double>();
            for (int i = 0; i < Repeats; i++)
            {
                (long plainSteps, double plainSeconds) = Timed(() => PlainLoop(graph, options));
                (long fastSteps, double fastSeconds) = Timed(() => RandomWalker.Walk(graph, options, _ => { }).Steps);
                if (plainSteps != fastSteps)
                    throw new InvalidOperationException($"{plainSteps} steps of the plain loop, {fastSteps} of the walkers.");
                if (accelerator is not null && i > 0)
                {
                    (long steps, double seconds) = Timed(() => RandomWalker.Walk(graph, options, _ => { }, accelerator: accelerator).Steps);
                    onDevice.Add(steps / seconds / 1e6);
                }

                if (i > 0)
                {
                    plain.Add(plainSteps / plainSeconds / 1e6);
                    fast.Add(fastSteps / fastSeconds / 1e6);
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Method + (options.Node2vecSampling == Node2vecSampling.Folded ? " folded" : ""),-16} plain {plain.Median(),7:0.0}   fast {fast.Median(),7:0.0} M steps/s = {fast.Median() / plain.Median():0.0}x{(accelerator is null ? "" : $"   device {onDevice.Median():0.0}")}"));
        }
    }

    private static long PlainLoop(CsrGraph graph, WalkOptions options)
    {
        long walks = (long)graph.VertexCount * options.PerVertex;
        const int chunk = 1 << 12;
        var steps = new long[(walks + chunk - 1) / chunk];
        Parallelism.AllCores.ForRanges(walks, chunk, (c, start, end) =>
        {
            var row = new int[options.Length + 1];
            long taken = 0;
            for (long walk = start; walk < end; walk++)
                taken += OneWalk(graph, options, walk, row);
            steps[c] = taken;
        });
        return steps.Sum();
    }

    private static int OneWalk(CsrGraph graph, WalkOptions options, long walkId, int[] row)
    {
        ulong back = (ulong)(1 / options.P / 2 * 4294967296.0);
        ulong common = (ulong)(1.0 / 2 * 4294967296.0);
        ulong other = (ulong)(1 / options.Q / 2 * 4294967296.0);
        int here = (int)(walkId % graph.VertexCount);
        int before = -1;
        row[0] = here;
        for (int step = 0; step < options.Length; step++)
        {
            ReadOnlySpan<int> neighbors = graph.Neighbors(here);
            if (neighbors.Length == 0)
                return step;
            int next;
            for (uint trial = 0; ; trial++)
            {
                (uint r0, uint r1, _, _) = KeyedRandom.Philox((uint)walkId, (uint)(walkId >> 32), (uint)step, trial, 42, 0);
                next = neighbors[(int)(((ulong)r0 * (uint)neighbors.Length) >> 32)];
                if (options.Method == WalkMethod.Uniform || before < 0)
                    break;
                if (options.Method == WalkMethod.NonBacktracking ? next != before || neighbors.Length == 1
                    : r1 < other || r1 < (next == before ? back : graph.HasArc(before, next) ? common : other))
                    break;
            }

            row[step + 1] = next;
            before = here;
            here = next;
        }

        return options.Length;
    }

    private static (long Steps, double Seconds) Timed(Func<long> work)
    {
        var watch = Stopwatch.StartNew();
        long steps = work();
        return (steps, watch.Elapsed.TotalSeconds);
    }
}
