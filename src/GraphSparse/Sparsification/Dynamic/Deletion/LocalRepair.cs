using System.Collections.Concurrent;

namespace GraphSparse.Sparsification.Dynamic;

/// <summary>After deletions, adds edges to the sparsifier around those that are gone until it is locally no worse than it was.</summary>
/// <remarks>
/// A path in place of a deleted edge joins its ends again, yet the edges that relied on the deleted one rely on less now. What κ feels of that is seen in the
/// <see cref="LocalPencil"/> around the edge, before and after: while its largest eigenvalue has grown, the edge with the largest part in it enters, at most
/// <see cref="MostEdges"/> per deletion. Places that are still far from the worst that was seen may grow, since κ is that of the worst place.
/// <para>Own design. Cost: bounded per deletion, whatever n is. Determinism: exact.</para>
/// </remarks>
internal sealed class LocalRepair(DynamicGraph graph, Parallelism parallelism)
{
    /// <summary>Edges that enter for one deletion at most.</summary>
    public const int MostEdges = 3;

    /// <summary>Deletions of one run that are looked at; half a kilobyte each.</summary>
    private const int MostPlaces = 1 << 16;
    private const double FarFromWorst = 0.5;
    private const double Slack = 1.005; // the power iteration is not exact
    private const int Grain = 8;

    private readonly ConcurrentBag<LocalPencil> _idle = [];
    private List<NetUpdate> _deleted = [];
    private int[][] _places = [];
    private double[] _before = [];
    private double _worst;

    /// <summary>Forgets the worst place seen: the sparsifier was repaired or built anew.</summary>
    public void Forget() => _worst = 0;

    /// <summary>Looks at the places of edges of the sparsifier that are about to be deleted.</summary>
    public void Look(List<NetUpdate> deleted, CancellationToken cancellationToken)
    {
        int count = Math.Min(deleted.Count, MostPlaces);
        _deleted = deleted;
        _places = new int[count][];
        _before = new double[count];
        Measure(_before, (pencil, i) => _places[i] = pencil.Around(graph, deleted[i].Source, deleted[i].Target), cancellationToken);
        foreach (double value in _before)
            _worst = Math.Max(_worst, double.IsNaN(value) ? 0 : value);
    }

    /// <summary>Adds edges where a place has become worse; the sparsifier has the components of the graph again.</summary>
    public void Mend(BatchReport report, CancellationToken cancellationToken)
    {
        var after = new double[_places.Length];
        Measure(after, (_, _) => { }, cancellationToken);
        HashSet<VertexPair> bridges = [.. report.Bridges];
        LocalPencil pencil = Rent();
        for (int i = 0; i < after.Length; i++)
        {
            double limit = Math.Max(Slack * _before[i], FarFromWorst * _worst);
            if (!(after[i] > limit) || bridges.Contains(new VertexPair(_deleted[i].Source, _deleted[i].Target)))
                continue; // edges that entered since can only have made it smaller; on a bridge no other edge relied
            for (int added = 0; added < MostEdges && pencil.Largest(graph, _places[i]) > limit && pencil.Lacking(graph, _places[i]) is (int u, int v); added++)
            {
                graph.AddToSparsifier(u, v, graph.Weight(u, v));
                report.Recovered++;
                report.Mended++;
            }
        }

        _idle.Add(pencil);
        (_deleted, _places) = ([], []);
    }

    private void Measure(double[] largest, Action<LocalPencil, int> prepare, CancellationToken cancellationToken) =>
        parallelism.ForRanges(largest.Length, Grain, (_, from, to) =>
        {
            LocalPencil pencil = Rent();
            for (int i = (int)from; i < to; i++)
            {
                prepare(pencil, i);
                largest[i] = _places[i].Length == 0 ? double.NaN : pencil.Largest(graph, _places[i]);
            }

            _idle.Add(pencil);
        }, cancellationToken);

    private LocalPencil Rent() => _idle.TryTake(out LocalPencil? pencil) ? pencil : new LocalPencil();
}
