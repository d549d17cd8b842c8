namespace GraphSparse.Summaries;

/// <summary>Chooses the merges of a round: the best pairs that have no supervertex in common.</summary>
/// <param name="rows">Supervertices.</param>
/// <param name="candidates">Their candidates; stale scores are not looked at.</param>
/// <param name="random">Decides between equal scores: otherwise a vertex would be the first choice of all that are like it.</param>
internal sealed class PairChoice(SupervertexRows rows, CandidateLists candidates, KeyedRandom random)
{
    private const int Steps = 1024;

    private readonly float[] _bests = new float[rows.VertexCount];
    private readonly bool[] _isTaken = new bool[rows.VertexCount];
    private readonly List<ScoredPair> _pairs = [];
    private readonly List<(int Into, int From)> _chosen = [];

    /// <summary>The last score that was good enough in the last choice.</summary>
    public float LastScore { get; private set; }

    /// <summary>The chosen pairs, the smaller number first; valid until the next choice.</summary>
    /// <param name="most">Most pairs.</param>
    /// <param name="least">Smallest score, exclusive.</param>
    /// <param name="round">Another round decides otherwise between equal scores.</param>
    public (int Into, int From)[] Choose(int most, float least, int round)
    {
        Collect(LimitFor(4 * most, least), round);
        _pairs.Sort();
        _chosen.Clear();
        LastScore = float.MinValue;
        foreach (ScoredPair pair in _pairs)
        {
            if (_chosen.Count == most)
                break;
            if (_isTaken[pair.A] || _isTaken[pair.B])
                continue;
            _isTaken[pair.A] = _isTaken[pair.B] = true;
            _chosen.Add((pair.A, pair.B));
            LastScore = pair.Score;
        }

        foreach ((int a, int b) in _chosen)
            _isTaken[a] = _isTaken[b] = false;
        return [.. _chosen];
    }

    /// <summary>Notes the best score of a supervertex that is not stale.</summary>
    public void NoteBest(int a)
    {
        float best = float.MinValue;
        Span<float> scores = candidates.Scores(a);
        Span<bool> isStale = candidates.IsStale(a);
        for (int i = 0; i < scores.Length; i++)
        {
            if (!isStale[i])
                best = Math.Max(best, scores[i]);
        }

        _bests[a] = best;
    }

    /// <summary>A score that the best ones of about so many supervertices reach.</summary>
    private float LimitFor(int wanted, float least)
    {
        Span<int> counts = stackalloc int[Steps];
        counts.Clear();
        foreach (int a in rows.Numbers)
        {
            if (rows.Sizes[a] > 0 && _bests[a] > least)
                counts[Math.Min(Steps - 1, (int)((_bests[a] - least) / (1 - least) * (Steps - 1)))]++;
        }

        int step = Steps - 1;
        for (int sum = counts[step]; sum < wanted && step > 0; sum += counts[step])
            step--;
        return step == 0 ? MathF.BitIncrement(least) : least + step * (1 - least) / (Steps - 1);
    }

    private void Collect(float limit, int round)
    {
        _pairs.Clear();
        foreach (int a in rows.Numbers)
        {
            if (rows.Sizes[a] == 0 || _bests[a] < limit)
                continue;
            Span<int> others = candidates.Others(a);
            Span<float> scores = candidates.Scores(a);
            Span<bool> isStale = candidates.IsStale(a);
            for (int i = 0; i < others.Length; i++)
            {
                if (!isStale[i] && scores[i] >= limit)
                    _pairs.Add(new ScoredPair(scores[i], Math.Min(a, others[i]), Math.Max(a, others[i]), round, random));
            }
        }
    }

    /// <summary>By score, the best first; of equal ones by chance.</summary>
    private readonly struct ScoredPair(float score, int a, int b, int round, KeyedRandom random) : IComparable<ScoredPair>
    {
        private readonly ulong _tie = random.NextUInt64(((long)a << 32) | (uint)b, round);

        public float Score { get; } = score;

        public int A { get; } = a;

        public int B { get; } = b;

        public int CompareTo(ScoredPair other) => Score != other.Score ? other.Score.CompareTo(Score)
            : _tie != other._tie ? _tie.CompareTo(other._tie)
            : A != other.A ? A.CompareTo(other.A) : B.CompareTo(other.B);
    }
}
