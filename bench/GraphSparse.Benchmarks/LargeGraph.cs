using GraphSparse.IO;

namespace GraphSparse.Benchmarks;

/// <summary>Writes a graph of any size straight to a .gsb file: vertices on a ring, each joined to those at 17 distances on both sides. Rows are a function of the vertex, so nothing is held.</summary>
/// <remarks>The distances are spread over half the ring, so neighbours lie anywhere. By default 2^26 vertices and 2.28·10⁹ arcs, more than 2^31: 9.7 GB.</remarks>
internal static class LargeGraph
{
    private const int Distances = 17;

    public static int Write(string path, int vertices)
    {
        int[] steps = Steps(vertices);
        var layout = new BinaryLayout(BinaryFlags.None, vertices, (long)vertices * steps.Length, steps.Length, 0, 0);
        using (FileStream file = File.Create(path))
        using (var parts = new BinaryParts(file, layout, new IoContext(Parallelism.Sequential, MemoryBudget.Default, null, CancellationToken.None)))
        {
            var numbers = new long[1 << 12];
            for (long first = 0; first <= vertices; first += numbers.Length)
            {
                int count = (int)Math.Min(numbers.Length, vertices + 1 - first);
                for (int i = 0; i < count; i++)
                    numbers[i] = (first + i) * steps.Length;
                parts.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan(0, count)));
            }

            parts.Align();
            var row = new int[steps.Length];
            for (int u = 0; u < vertices; u++)
            {
                int wraps = 0; // of ascending steps, the last lead beyond the end and so to the smallest vertices
                while (wraps < steps.Length && steps[steps.Length - 1 - wraps] >= vertices - u)
                    wraps++;
                for (int k = 0; k < steps.Length; k++)
                    row[(k + wraps) % steps.Length] = u + steps[k] >= vertices || u + steps[k] < 0 ? u - vertices + steps[k] : u + steps[k];
                parts.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row.AsSpan()));
            }

            parts.Align();
            parts.Finish();
        }

        Console.WriteLine($"{path}: {vertices} vertices, {layout.Arcs} arcs, {new FileInfo(path).Length} bytes");
        return 0;
    }

    /// <summary>17 distances below half the ring and their opposites, ascending.</summary>
    private static int[] Steps(int vertices)
    {
        var random = new KeyedRandom(1, "bench.large");
        int[] near = [.. Enumerable.Range(0, 1000).Select(i => 1 + (int)(random.NextUInt64(i) % (ulong)(vertices / 2 - 1))).Distinct().Take(Distances)];
        return [.. near.Concat(near.Select(d => vertices - d)).Order()];
    }
}
