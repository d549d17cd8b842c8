using System.Reflection;
using GraphSparse.Acceleration;
using GraphSparse.Tests.TestSupport;

namespace GraphSparse.Tests.Acceleration;

/// <summary>A device that nobody named may fail: the CPU does the work, the results are the same, and it is said once.</summary>
public class FallbackAcceleratorTests
{
    [Fact]
    public void EveryOperation_IsDoneByTheCpu_WhereTheDeviceFails()
    {
        CsrGraph graph = Fixtures.Karate;
        var index = new EdgeIndex(graph);
        double[] x = Inputs.Doubles(graph.VertexCount);
        int[] values = Inputs.Integers(100, 10);
        ulong[] keys = [.. values.Select(v => (ulong)v)];
        var request = new WalkRequest { Seed = 1, Length = 3 };
        Func<IAccelerator, Array>[] operations =
        [
            on => Filled<uint>(9, words => on.RandomWords(1, 2, 3, 4, words)),
            on => on.PrefixSum(values),
            on => on.Histogram(values, 10),
            on => on.SortByKey(keys, values).Values,
            on => Filled<double>(x.Length, y => on.Spmv(graph, x, y)),
            on => Filled<double>(x.Length, y => on.Spmm(graph, x, 1, y)),
            on => Filled<int>(40, rows => on.Walks(graph, request, rows)),
            on => on.TrianglesPerEdge(graph, index),
            on => on.Jaccard(graph, index),
            on => on.PageRank(graph).Ranks,
        ];
        foreach (Func<IAccelerator, Array> operation in operations)
        {
            var said = new List<string>();
            IAccelerator broken = Broken();
            using (var device = new FallbackAccelerator(broken, Parallelism.Sequential, error => said.Add(error.Message)))
            {
                Assert.Equal(DeviceKind.Cuda, device.Kind);
                for (int time = 0; time < 2; time++)
                    Assert.Equal(operation(TestDevices.Cpu), operation(device));
                Assert.Equal(DeviceKind.Cpu, device.Kind);
            }

            Assert.Equal(["out of order"], said);
            Assert.True(((BrokenDevice)broken).IsDisposed);
        }
    }

    [Fact]
    public void WhatIsNoFailureOfTheDevice_IsNotHidden()
    {
        using var device = new FallbackAccelerator(Broken(new ArgumentException("wrong")), Parallelism.Sequential, _ => { });
        Assert.Throws<ArgumentException>(() => device.PrefixSum(new int[3]));
        Assert.Equal(DeviceKind.Cuda, device.Kind);
    }

    private static T[] Filled<T>(int length, Action<Memory<T>> fill)
    {
        var values = new T[length];
        fill(values);
        return values;
    }

    private static IAccelerator Broken(Exception? error = null)
    {
        IAccelerator device = DispatchProxy.Create<IAccelerator, BrokenDevice>();
        ((BrokenDevice)device).Error = error ?? new DeviceException("out of order");
        return device;
    }

    /// <summary>A device on which everything fails but its name and its end.</summary>
    public class BrokenDevice : DispatchProxy
    {
        public Exception? Error { get; set; }

        public bool IsDisposed { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod!.Name)
            {
                case "get_Kind":
                    return DeviceKind.Cuda;
                case "Dispose":
                    IsDisposed = true;
                    return null;
                default:
                    throw Error!;
            }
        }
    }
}
