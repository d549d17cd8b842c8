using System.Runtime.CompilerServices;

namespace GraphSparse.Numerics;

/// <summary>A Laplacian taken apart by eliminating its vertices one after the other: L = C · diag(pivots) · Cᵀ, or nearly so.</summary>
/// <remarks>
/// When a vertex with pivot d (the sum of its conductances at that time) goes, each remaining neighbour i holds the share
/// c_i = w_i / d of it, and C has the column (1; −c). All numbers are sums and products of positive ones: nothing cancels, so
/// conductances may differ by many powers of ten. The last vertex of each component has no neighbours left; its value is
/// fixed at 0 (it is grounded) and the solution is centred per component afterwards.
/// <para>Vertices are numbered by their place in the order.</para>
/// </remarks>
internal sealed class EliminationFactor
{
    private readonly int[] _place;       // vertex → place
    private readonly long[] _offsets;    // place → first entry of its column
    private readonly int[] _rows;        // places, all later than the column's own
    private readonly double[] _shares;
    private readonly double[] _inverse;  // 1 / pivot; 0 where grounded
    private readonly int _components;
    private readonly int[]? _component;  // place → number of its component; null where there is one
    private readonly int[] _sizes;       // vertices of each component

    public EliminationFactor(int[] place, long[] offsets, int[] rows, double[] shares, double[] inverse)
    {
        _place = place;
        _offsets = offsets;
        _rows = rows;
        _shares = shares;
        _inverse = inverse;
        for (int j = 0; j < inverse.Length; j++)
            _components += offsets[j + 1] == offsets[j] ? 1 : 0;
        _sizes = new int[_components];
        if (_components <= 1)
        {
            Array.Fill(_sizes, inverse.Length);
            return;
        }

        _component = new int[inverse.Length];
        int next = 0;
        for (int j = inverse.Length - 1; j >= 0; j--)
        {
            _component[j] = offsets[j + 1] == offsets[j] ? next++ : _component[rows[(int)offsets[j]]];
            _sizes[_component[j]]++;
        }
    }

    /// <summary>The place of each vertex.</summary>
    public ReadOnlySpan<int> Place => _place;

    /// <summary>First entry of the column of each place, and the end of the last one.</summary>
    public ReadOnlySpan<long> Offsets => _offsets;

    /// <summary>The place of each entry.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>The share of each entry.</summary>
    public ReadOnlySpan<double> Shares => _shares;

    /// <summary>One over the pivot of each place; 0 where grounded.</summary>
    public ReadOnlySpan<double> Inverse => _inverse;

    /// <summary>Number of vertices.</summary>
    public int VertexCount => _place.Length;

    /// <summary>Entries below the diagonal.</summary>
    public long EntryCount => _offsets[^1];

    /// <summary>x = L⁺ b in every lane, for b that sums to zero in every component; x is centred per component.</summary>
    /// <param name="b">n values; may be <paramref name="x"/>.</param>
    /// <param name="x">Takes the solution.</param>
    /// <param name="work">n values of scratch.</param>
    public void Solve<T>(T[] b, T[] x, T[] work)
        where T : struct, ILanes<T>
    {
        for (int v = 0; v < _place.Length; v++)
            work[_place[v]] = b[v];
        Forward(work);
        Backward(work);
        Center(work);
        for (int v = 0; v < _place.Length; v++)
            x[v] = work[_place[v]];
    }

    [MethodImpl(Hot.Loop)]
    private void Forward<T>(T[] y)
        where T : struct, ILanes<T>
    {
        long[] offsets = _offsets;
        int[] rows = _rows;
        double[] shares = _shares;
        for (int j = 0; j < y.Length; j++)
        {
            T value = y[j];
            for (long p = offsets[j]; p < offsets[j + 1]; p++)
                y[rows[p]] += value * shares[p];
            y[j] = value * _inverse[j];
        }
    }

    [MethodImpl(Hot.Loop)]
    private void Backward<T>(T[] y)
        where T : struct, ILanes<T>
    {
        long[] offsets = _offsets;
        int[] rows = _rows;
        double[] shares = _shares;
        for (int j = y.Length - 1; j >= 0; j--)
        {
            T value = y[j];
            for (long p = offsets[j]; p < offsets[j + 1]; p++)
                value += y[rows[p]] * shares[p];
            y[j] = value;
        }
    }

    [MethodImpl(Hot.Loop)]
    private void Center<T>(T[] y)
        where T : struct, ILanes<T>
    {
        var means = new T[_components];
        if (_component is not { } component)
        {
            T sum = T.All(0);
            foreach (T value in y)
                sum += value;
            sum *= 1.0 / y.Length;
            for (int j = 0; j < y.Length; j++)
                y[j] -= sum;
            return;
        }

        for (int j = 0; j < y.Length; j++)
            means[component[j]] += y[j];
        for (int c = 0; c < means.Length; c++)
            means[c] *= 1.0 / _sizes[c];
        for (int j = 0; j < y.Length; j++)
            y[j] -= means[component[j]];
    }
}
