using GraphSparse.Gpu;
using ILGPU;
using ILGPU.Runtime;

namespace GraphSparse.DeviceCheck;

/// <summary>Patterns that a compiler of kernels got wrong at a higher level: a load moved behind the store to its place, a sum kept in a register past a store.</summary>
internal static class CompilerPatterns
{
    private static readonly int[] Start = [.. Enumerable.Range(1, 64).Select(i => i * 37 % 23)];

    /// <summary>The patterns.</summary>
    public static IReadOnlyList<Delegate> All { get; } = [Exclusive, Swap, Accumulate, Break, Partition, Insert, PostIncrement, Nested, Local, Switch, Unsigned];

    /// <summary>What the patterns begin with.</summary>
    public static ReadOnlySpan<int> Before => Start;

    /// <summary>What a pattern leaves on a device.</summary>
    public static int[] Run(GpuAccelerator device, Delegate pattern)
    {
        using GpuBuffer<int> values = device.Context.Upload<int>(Start, "A pattern");
        var kernel = device.Context.Kernel<Action<AcceleratorStream, Index1D, ArrayView<int>>>(pattern);
        device.Context.Launch(1, 1, (_, count) => kernel(device.Context.Stream, count, values.View), CancellationToken.None);
        var result = new int[Start.Length];
        values.Read(result);
        return result;
    }

    /// <summary>Whether every pattern leaves on a device what it leaves in the simulator.</summary>
    public static DeviceRow Check(GpuAccelerator device)
    {
        var row = new DeviceRow("compiler-patterns", "patterns", "patterns", All.Count, Verified: true);
        using GpuAccelerator simulator = GpuProvider.OpenSimulator();
        string[] wrong = [.. All.Where(pattern => !Run(simulator, pattern).AsSpan().SequenceEqual(Run(device, pattern))).Select(pattern => pattern.Method.Name)];
        return wrong.Length == 0 ? row : row with { Verified = false, Problem = $"compiled wrong: {string.Join(", ", wrong)}" };
    }

    public static void Exclusive(Index1D i, ArrayView<int> r)
    {
        int before = 0;
        for (int k = 0; k < 16; k++)
        {
            int own = r[k];
            r[k] = before;
            before += own;
        }
    }

    public static void Swap(Index1D i, ArrayView<int> r)
    {
        for (int k = 0; k < 31; k++)
        {
            int taken = r[k];
            r[k] = r[63 - k];
            r[63 - k] = taken;
        }
    }

    public static void Accumulate(Index1D i, ArrayView<int> r)
    {
        for (int k = 0; k < 9; k++)
        {
            r[1] += r[0];
            r[0] += k;
        }
    }

    public static void Break(Index1D i, ArrayView<int> r)
    {
        int n = r[5];
        for (int k = 0; k < n; k++)
        {
            if (r[7] > 30)
                break;
            r[7] += r[k + 8];
        }
    }

    public static void Partition(Index1D i, ArrayView<int> r)
    {
        int a = 0;
        int b = 60;
        while (a < b)
        {
            while (r[a] < 10 && a < b)
                a++;
            while (r[b] >= 10 && a < b)
                b--;
            int taken = r[a];
            r[a] = r[b];
            r[b] = taken;
        }
    }

    public static void Insert(Index1D i, ArrayView<int> r)
    {
        for (int x = 1; x < 64; x++)
        {
            int value = r[x];
            int y = x - 1;
            while (y >= 0 && r[y] > value)
            {
                r[y + 1] = r[y];
                y--;
            }

            r[y + 1] = value;
        }
    }

    public static void PostIncrement(Index1D i, ArrayView<int> r)
    {
        for (int k = 0; k < 20; k++)
        {
            int slot = r[k] & 7;
            int place = r[32 + slot]++;
            r[40 + (place & 15)] += k;
        }
    }

    public static void Nested(Index1D i, ArrayView<int> r)
    {
        for (int y = -1; y <= 1; y++)
        {
            if (r[y + 5] > 15)
                continue;
            for (int x = -1; x <= 1; x++)
            {
                if (r[x + 9] < 3 || (x == 0 && y == 0))
                    continue;
                r[30 + x + 3 * y] += r[20 + x] - y;
            }
        }
    }

    public static void Local(Index1D i, ArrayView<int> r)
    {
        ArrayView<int> own = LocalMemory.Allocate1D<int>(16).AsContiguous();
        for (int k = 0; k < 16; k++)
            own[k] = r[k];
        for (int k = 0; k < 16; k++)
        {
            int taken = own[k];
            own[k] = own[taken & 15] + k;
            r[k] = taken + own[(taken + 1) & 15];
        }
    }

    public static void Switch(Index1D i, ArrayView<int> r)
    {
        int state = 0;
        for (int k = 0; k < 64; k++)
        {
            switch (state)
            {
                case 0:
                    state = r[k] & 3;
                    break;
                case 1:
                    r[k] += 5;
                    state = 2;
                    break;
                case 2:
                    int taken = r[k];
                    r[k] = r[k / 2];
                    state = taken & 1;
                    break;
                default:
                    state = 0;
                    r[k] = -r[k];
                    break;
            }
        }
    }

    public static void Unsigned(Index1D i, ArrayView<int> r)
    {
        ulong x = unchecked((ulong)r[3] * 0x9E3779B97F4A7C15UL);
        for (int k = 0; k < 64; k++)
        {
            x ^= x >> 12;
            x ^= x << 25;
            x ^= x >> 27;
            r[k] ^= unchecked((int)(x * 2685821657736338717UL >> 33));
            uint word = unchecked((uint)x);
            r[k] += unchecked((int)(word / 7u) - (int)(word % 13u) + (int)((uint)r[k] >> 3) + (r[k] >> 2) + (int)((long)x >> 60) + (sbyte)x + (byte)x);
        }
    }
}
