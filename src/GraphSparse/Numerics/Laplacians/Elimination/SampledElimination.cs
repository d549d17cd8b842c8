using System.Runtime.InteropServices;

namespace GraphSparse.Numerics;

/// <summary>Factors the Laplacian of any graph nearly, in near linear time and space, as a preconditioner.</summary>
/// <remarks>
/// Source: Kyng and Sachdeva, "Approximate Gaussian Elimination for Laplacians", FOCS 2016, with the order by current degree and the
/// sampling of a tree per eliminated vertex of Gao, Kyng and Spielman, "Robust and Practical Solution of Laplacian Equations by
/// Approximate Elimination", 2023. Instead of the clique among the neighbours of an eliminated vertex, each neighbour, from
/// the lightest on, is joined to one later neighbour drawn in proportion to weight, with the weight that makes the clique right on average.
/// <para>Cost: O(m log n); the factor has at most m entries. Determinism: a pure function of graph and seed.</para>
/// </remarks>
internal static class SampledElimination
{
    private const int None = -1;

    /// <summary>Factors the Laplacian of <paramref name="graph"/>.</summary>
    public static EliminationFactor Factor(CsrGraph graph, ulong seed, CancellationToken cancellationToken = default) =>
        new Work(graph, new KeyedRandom(seed, "numerics.sampled-elimination")).Run(cancellationToken);

    private sealed class Work
    {
        private readonly int _n;
        private readonly KeyedRandom _random;
        private readonly int[] _head;    // first half edge of each vertex
        private readonly int[] _degree;  // its half edges to vertices that still stand
        private int[] _target;           // half edges: where they lead, their weight, the next one of the vertex
        private double[] _weight;
        private int[] _next;
        private int _halfEdges;
        private readonly bool[] _gone;
        private readonly DegreeBuckets _buckets;
        private readonly int[] _slot;    // place of a neighbour in the list at work, plus 1
        private int[] _neighbors = new int[64];
        private double[] _conductances = new double[64];
        private double[] _later = new double[64]; // sum of the conductances from a neighbour on

        public Work(CsrGraph graph, KeyedRandom random)
        {
            _n = graph.VertexCount;
            _random = random;
            _head = new int[_n];
            _degree = new int[_n];
            _gone = new bool[_n];
            _slot = new int[_n];
            _buckets = new DegreeBuckets(_n, _n);
            int capacity = checked((int)Math.Min(Array.MaxLength, graph.ArcCount * 2));
            _target = new int[capacity];
            _weight = new double[capacity];
            _next = new int[capacity];
            Array.Fill(_head, None);
            for (int u = 0; u < _n; u++)
            {
                ReadOnlySpan<int> neighbors = graph.Neighbors(u);
                ReadOnlySpan<double> weights = graph.Weights(u);
                _degree[u] = neighbors.Length;
                for (int k = 0; k < neighbors.Length; k++)
                    AddHalfEdge(u, neighbors[k], weights[k]);
            }

            for (int u = _n - 1; u >= 0; u--)
                _buckets.Insert(u, _degree[u]);
        }

        public EliminationFactor Run(CancellationToken cancellationToken)
        {
            var order = new int[_n];
            var offsets = new long[_n + 1];
            var rows = new List<int>();     // vertices for now, places in the end
            var shares = new List<double>();
            var inverse = new double[_n];
            for (int k = 0; k < _n; k++)
            {
                if ((k & 0xFFF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                int v = _buckets.TakeLeast();
                order[k] = v;
                _gone[v] = true;
                int count = CollectNeighbors(v);
                double pivot = 0;
                for (int i = 0; i < count; i++)
                    pivot += _conductances[i];
                for (int i = 0; i < count; i++)
                {
                    rows.Add(_neighbors[i]);
                    shares.Add(_conductances[i] / pivot);
                }

                inverse[k] = count == 0 ? 0 : 1 / pivot;
                offsets[k + 1] = rows.Count;
                SampleClique(v, count, pivot);
            }

            var place = new int[_n];
            for (int k = 0; k < _n; k++)
                place[order[k]] = k;
            foreach (ref int row in CollectionsMarshal.AsSpan(rows))
                row = place[row];
            return new EliminationFactor(place, offsets, [.. rows], [.. shares], inverse);
        }

        /// <summary>The neighbours that still stand, parallel edges merged, ascending by (conductance, vertex).</summary>
        private int CollectNeighbors(int v)
        {
            int count = 0;
            for (int h = _head[v]; h != None; h = _next[h])
            {
                int u = _target[h];
                if (_gone[u])
                    continue;
                if (_slot[u] == 0)
                {
                    if (count == _neighbors.Length)
                    {
                        Array.Resize(ref _neighbors, 2 * count);
                        Array.Resize(ref _conductances, 2 * count);
                    }

                    _neighbors[count] = u;
                    _conductances[count] = 0;
                    _slot[u] = ++count;
                }

                _conductances[_slot[u] - 1] += _weight[h];
                ChangeDegree(u, -1);
            }

            for (int i = 0; i < count; i++)
                _slot[_neighbors[i]] = 0;
            Array.Sort(_conductances, _neighbors, 0, count);
            return count;
        }

        /// <summary>Joins each neighbour but the last to a later one, drawn in proportion to conductance.</summary>
        private void SampleClique(int v, int count, double pivot)
        {
            if (_later.Length <= count)
                _later = new double[Math.Max(2 * _later.Length, count + 1)];
            _later[count] = 0;
            for (int i = count - 1; i >= 0; i--)
                _later[i] = _later[i + 1] + _conductances[i];
            for (int i = 0; i < count - 1; i++)
            {
                double later = _later[i + 1];
                int chosen = Last(i + 1, count, _random.NextDouble(v, i) * later);
                double weight = _conductances[i] * (later / pivot);
                int a = _neighbors[i];
                int b = _neighbors[chosen];
                AddHalfEdge(a, b, weight);
                AddHalfEdge(b, a, weight);
                ChangeDegree(a, 1);
                ChangeDegree(b, 1);
            }
        }

        /// <summary>The last neighbour from <paramref name="first"/> on from which more than <paramref name="point"/> is left.</summary>
        private int Last(int first, int end, double point)
        {
            int low = first;
            int high = end;
            while (high - low > 1)
            {
                int middle = (low + high) >>> 1;
                if (_later[middle] > point)
                    low = middle;
                else
                    high = middle;
            }

            return low;
        }

        private void AddHalfEdge(int from, int to, double weight)
        {
            if (_halfEdges == _target.Length)
            {
                int capacity = checked((int)Math.Min(Array.MaxLength, _halfEdges * 3L / 2 + 16));
                Array.Resize(ref _target, capacity);
                Array.Resize(ref _weight, capacity);
                Array.Resize(ref _next, capacity);
            }

            _target[_halfEdges] = to;
            _weight[_halfEdges] = weight;
            _next[_halfEdges] = _head[from];
            _head[from] = _halfEdges++;
        }

        private void ChangeDegree(int v, int change)
        {
            _buckets.Remove(v, _degree[v]);
            _degree[v] += change;
            _buckets.Insert(v, _degree[v]);
        }
    }
}
