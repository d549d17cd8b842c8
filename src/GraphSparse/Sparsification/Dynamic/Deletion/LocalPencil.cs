using System.Runtime.CompilerServices;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>The pencil (L_G, L_H) on a few vertices: over functions that vanish everywhere else its largest generalized eigenvalue is a lower bound of that
/// of the whole, and near it where the whole's worst direction lies among these vertices.</summary>
/// <remarks>
/// The vertices are those that a breadth-first search of H meets first: H holds its potentials apart only over long ways, so a bad direction is narrow in H, not in G.
/// Eliminated from the farthest inwards, since what is nearly a tree then hardly fills up.
/// <para>Cost: at most <see cref="MostVertices"/> vertices and <see cref="MostArcs"/> arcs, whatever n is; nothing is allocated but the list of vertices.
/// Determinism: exact, a function of the rows. Not thread-safe.</para>
/// </remarks>
internal sealed class LocalPencil
{
    public const int MostVertices = 128;
    public const int MostArcs = 4096;
    private const int Steps = 6;
    private const double Singular = 1e-12; // of the diagonal: a part of H that lies wholly inside, where one vertex is held at 0

    private static readonly double[] Noise = MakeNoise();

    private readonly ReachedVertices _numbers = new();
    private readonly List<int> _starts = [];
    private readonly List<(int Number, double Weight)> _arcs = [];
    private readonly double[] _degree = new double[MostVertices];
    private readonly double[] _lower = new double[MostVertices * MostVertices];
    private readonly List<(int Number, double Factor)>[] _columns = new List<(int, double)>[MostVertices];
    private readonly double[] _pivot = new double[MostVertices];
    private readonly double[] _image = new double[MostVertices];
    private readonly double[] _vector = new double[MostVertices];

    public LocalPencil()
    {
        for (int i = 0; i < MostVertices; i++)
            _columns[i] = [];
    }

    /// <summary>Vertices around an edge, its ends first; empty where the ends alone have too many arcs.</summary>
    public int[] Around(DynamicGraph graph, int source, int target)
    {
        _numbers.Clear();
        long arcs = 0;
        if (!Reach(source) || !Reach(target))
            return [];
        for (int head = 0; head < _numbers.Count; head++)
        {
            foreach (int neighbor in graph.Sparsifier.Neighbors(_numbers.Vertex(head)))
            {
                if (_numbers.Count == MostVertices || !Reach(neighbor))
                    return Reached();
            }
        }

        return Reached();

        bool Reach(int vertex)
        {
            if (_numbers.Find(vertex) >= 0)
                return true;
            arcs += graph.Adjacency.Degree(vertex);
            if (arcs > MostArcs)
                return false;
            _numbers.Local(vertex);
            return true;
        }

        int[] Reached()
        {
            var vertices = new int[_numbers.Count];
            for (int i = 0; i < vertices.Length; i++)
                vertices[i] = _numbers.Vertex(i);
            return vertices;
        }
    }

    /// <summary>The largest eigenvalue that the power iteration from a difference between the first two vertices, and some noise, finds; not a number where it finds none.</summary>
    public double Largest(DynamicGraph graph, int[] vertices)
    {
        _numbers.Clear();
        foreach (int vertex in vertices)
            _numbers.Local(vertex);
        int n = vertices.Length;
        ReadGraph(graph.Adjacency, vertices);
        Factor(graph.Sparsifier, vertices);
        Noise.AsSpan(0, n).CopyTo(_vector); // the difference alone can be orthogonal to the worst direction
        _vector[0] += 1;
        _vector[1] -= 1;
        Multiply(n);
        double largest = double.NaN;
        for (int step = 0; step < Steps; step++)
        {
            // h ← L_H⁻¹ L_G h; the quotient of the new h is hᵀL_G h over hᵀL_H h, and L_H h is the image of the old one.
            _image.AsSpan(0, n).CopyTo(_vector);
            Solve(n);
            double below = Dot(n);
            if (!(below > 0) || !double.IsFinite(below))
                return double.NaN;
            double scale = 1 / Math.Sqrt(below);
            for (int i = 0; i < n; i++)
                _vector[i] *= scale;
            Multiply(n);
            largest = Dot(n);
        }

        return double.IsFinite(largest) ? largest : double.NaN;
    }

    /// <summary>The edge outside H with an end among the vertices that has the largest part in the eigenvalue found last; null where there is none.</summary>
    public (int Source, int Target)? Lacking(DynamicGraph graph, int[] vertices)
    {
        double best = 0;
        (int, int)? edge = null;
        for (int i = 0; i < vertices.Length; i++)
        {
            ReadOnlySpan<int> neighbors = graph.Adjacency.Neighbors(vertices[i]);
            ReadOnlySpan<double> weights = graph.Adjacency.Weights(vertices[i]);
            for (int k = 0; k < neighbors.Length; k++)
            {
                int number = _numbers.Find(neighbors[k]);
                double difference = _vector[i] - (number < 0 ? 0 : _vector[number]);
                double score = weights[k] * difference * difference;
                if (score > best && !graph.Record(vertices[i], neighbors[k]).InSparsifier)
                    (best, edge) = (score, (vertices[i], neighbors[k]));
            }
        }

        return edge;
    }

    private static double[] MakeNoise()
    {
        var random = new KeyedRandom(1, "dynamic.local.noise");
        var noise = new double[MostVertices];
        for (int i = 0; i < noise.Length; i++)
            noise[i] = 0.2 * random.NextDouble(i) - 0.1;
        return noise;
    }

    /// <summary>The rows of L_G among the vertices.</summary>
    [MethodImpl(Hot.Loop)]
    private void ReadGraph(DynamicAdjacency graph, int[] vertices)
    {
        _starts.Clear();
        _arcs.Clear();
        for (int i = 0; i < vertices.Length; i++)
        {
            _starts.Add(_arcs.Count);
            ReadOnlySpan<int> neighbors = graph.Neighbors(vertices[i]);
            ReadOnlySpan<double> weights = graph.Weights(vertices[i]);
            double sum = 0;
            for (int k = 0; k < neighbors.Length; k++)
            {
                sum += weights[k];
                if (_numbers.Find(neighbors[k]) is >= 0 and int number)
                    _arcs.Add((number, weights[k]));
            }

            _degree[i] = sum;
        }

        _starts.Add(_arcs.Count);
    }

    /// <summary>L_H among the vertices as L D Lᵀ, from the last vertex to the first.</summary>
    [MethodImpl(Hot.Loop)]
    private void Factor(DynamicAdjacency sparsifier, int[] vertices)
    {
        int n = vertices.Length;
        Array.Clear(_lower, 0, n * MostVertices);
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<int> neighbors = sparsifier.Neighbors(vertices[i]);
            ReadOnlySpan<double> weights = sparsifier.Weights(vertices[i]);
            for (int k = 0; k < neighbors.Length; k++)
            {
                _lower[i * MostVertices + i] += weights[k];
                int number = _numbers.Find(neighbors[k]);
                if (number >= 0 && number < i)
                    _lower[i * MostVertices + number] -= weights[k];
            }

            _pivot[i] = _lower[i * MostVertices + i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = _lower.AsSpan(i * MostVertices, i + 1);
            List<(int Number, double Factor)> column = _columns[i];
            column.Clear();
            if (!(row[i] > Singular * _pivot[i]))
            {
                _pivot[i] = 0;
                continue;
            }

            _pivot[i] = 1 / row[i];
            for (int j = 0; j < i; j++)
            {
                if (row[j] == 0)
                    continue;
                double factor = row[j] * _pivot[i];
                column.Add((j, factor));
                foreach ((int k, _) in column)
                    _lower[j * MostVertices + k] -= factor * row[k];
            }
        }
    }

    [MethodImpl(Hot.Loop)]
    private void Solve(int n)
    {
        for (int i = n - 1; i >= 0; i--)
        {
            foreach ((int j, double factor) in _columns[i])
                _vector[j] -= factor * _vector[i];
        }

        for (int i = 0; i < n; i++)
        {
            double value = _vector[i] * _pivot[i];
            foreach ((int j, double factor) in _columns[i])
                value -= factor * _vector[j];
            _vector[i] = value;
        }
    }

    /// <summary>The image under L_G.</summary>
    [MethodImpl(Hot.Loop)]
    private void Multiply(int n)
    {
        for (int i = 0; i < n; i++)
        {
            double sum = _degree[i] * _vector[i];
            for (int k = _starts[i]; k < _starts[i + 1]; k++)
                sum -= _arcs[k].Weight * _vector[_arcs[k].Number];
            _image[i] = sum;
        }
    }

    private double Dot(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
            sum += _vector[i] * _image[i];
        return sum;
    }
}
