using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>The Laplacian L = D − W of an undirected graph with positive weights, as a linear operator.</summary>
/// <remarks>xᵀLx = Σ w(u,v) (x_u − x_v)². Nothing is stored beside the graph.</remarks>
public sealed class LaplacianOperator
{
    private readonly CsrGraph _graph;
    private readonly int[] _ranges;

    /// <summary>The Laplacian of <paramref name="graph"/>.</summary>
    /// <exception cref="InvalidWeightException">A weight is not a positive normal number.</exception>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public LaplacianOperator(CsrGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Conductances.Require(graph, "The Laplacian");
        _graph = graph;
        _ranges = graph.VertexRanges();
    }

    /// <summary>The graph.</summary>
    public CsrGraph Graph => _graph;

    /// <summary>y = L x, each row summed in the order of its neighbours.</summary>
    /// <param name="x">n values.</param>
    /// <param name="y">Takes n values.</param>
    /// <param name="parallelism">Threads, all cores by default.</param>
    public void Multiply(double[] x, double[] y, Parallelism? parallelism = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Length != _graph.VertexCount || y.Length != _graph.VertexCount)
            throw new ArgumentException($"The graph has {_graph.VertexCount} vertices; the vectors have {x.Length} and {y.Length} entries.");
        Multiply(Unsafe.As<double[], One[]>(ref x), Unsafe.As<double[], One[]>(ref y), parallelism ?? Parallelism.AllCores);
    }

    /// <summary>y = L x in every lane.</summary>
    internal void Multiply<T>(T[] x, T[] y, Parallelism parallelism)
        where T : struct, ILanes<T> =>
        parallelism.ForBounds(_ranges, (_, first, last) => Rows(x, y, first, last));

    [MethodImpl(Hot.Loop)]
    private void Rows<T>(T[] x, T[] y, int first, int last)
        where T : struct, ILanes<T>
    {
        for (int u = first; u < last; u++)
        {
            ReadOnlySpan<int> neighbors = _graph.Neighbors(u);
            T here = x[u];
            T sum = T.All(0);
            if (_graph.IsWeighted)
            {
                ReadOnlySpan<double> weights = _graph.Weights(u);
                for (int k = 0; k < neighbors.Length; k++)
                    sum += (here - x[neighbors[k]]) * weights[k];
            }
            else
            {
                for (int k = 0; k < neighbors.Length; k++)
                    sum += here - x[neighbors[k]];
            }

            y[u] = sum;
        }
    }
}
