namespace GraphSparse.Summaries;

/// <summary>For each supervertex a few others that it may be merged with, and the score of each merge.</summary>
/// <remarks>A score is that of <see cref="PairScorer{TCost}"/> when it was last computed; it is stale when a row of the two has changed since. 9 bytes per candidate.</remarks>
internal sealed class CandidateLists
{
    private readonly int _capacity;
    private readonly int[] _others;
    private readonly float[] _scores;
    private readonly bool[] _isStale;
    private readonly byte[] _counts;

    /// <param name="vertexCount">Vertices of the graph.</param>
    /// <param name="capacity">Most candidates of one supervertex, at most 255.</param>
    public CandidateLists(int vertexCount, int capacity)
    {
        long length = (long)vertexCount * capacity;
        if (length > Array.MaxLength)
            throw new ResourceLimitException($"{capacity} candidates for each of {vertexCount} vertices are more than an array holds.");
        _capacity = capacity;
        (_others, _scores, _isStale, _counts) = (new int[length], new float[length], new bool[length], new byte[vertexCount]);
    }

    /// <summary>Candidates of a supervertex.</summary>
    public Span<int> Others(int a) => _others.AsSpan(a * _capacity, _counts[a]);

    /// <summary>Their scores; <see cref="float.MaxValue"/> where there is none yet.</summary>
    public Span<float> Scores(int a) => _scores.AsSpan(a * _capacity, _counts[a]);

    /// <summary>Whether their scores are stale.</summary>
    public Span<bool> IsStale(int a) => _isStale.AsSpan(a * _capacity, _counts[a]);

    /// <summary>Replaces the candidates of a supervertex.</summary>
    public void Set(int a, ReadOnlySpan<int> others)
    {
        _counts[a] = (byte)Math.Min(_capacity, others.Length);
        others[.._counts[a]].CopyTo(Others(a));
        Scores(a).Fill(float.MaxValue);
        IsStale(a).Fill(true);
    }

    /// <summary>Adds a candidate if it is not there yet and there is room.</summary>
    public void Add(int a, int other)
    {
        if (_counts[a] == _capacity || other == a || Others(a).Contains(other))
            return;
        int i = a * _capacity + _counts[a]++;
        (_others[i], _scores[i], _isStale[i]) = (other, float.MaxValue, true);
    }

    /// <summary>Makes all scores stale, and the most that they can be after every block has become more expensive by at most a factor.</summary>
    /// <remarks>The cost after a merge does not fall, and that before it rises by the factor at most.</remarks>
    public void Loosen(double factor)
    {
        Array.Fill(_isStale, true);
        for (int i = 0; i < _scores.Length; i++)
            _scores[i] = (float)(1 - (1 - _scores[i]) / factor);
    }

    /// <summary>Renames merged candidates. A merged supervertex takes the best candidates of both.</summary>
    public void Follow(SupervertexRows rows, ReadOnlyMemory<(int Into, int From)> pairs, Parallelism parallelism, CancellationToken cancellationToken)
    {
        rows.ForEach(4096, parallelism, a => Rename(a, rows), cancellationToken);
        parallelism.ForRanges(pairs.Length, 256, (_, first, last) =>
        {
            Span<(float Score, int Other)> both = stackalloc (float, int)[2 * _capacity];
            for (int i = (int)first; i < last; i++)
                Union(pairs.Span[i].Into, pairs.Span[i].From, rows, both);
        }, cancellationToken);
        foreach ((_, int from) in pairs.Span)
            _counts[from] = 0;
    }

    private void Rename(int a, SupervertexRows rows)
    {
        Span<int> others = Others(a);
        Span<float> scores = Scores(a);
        Span<bool> isStale = IsStale(a);
        bool isChanged = rows.IsChanged(a);
        int count = 0;
        for (int i = 0; i < others.Length; i++)
        {
            int other = rows.Into(others[i]);
            if (other == a)
                continue;
            bool isNowStale = isStale[i] || isChanged || rows.IsChanged(other);
            int at = others[..count].IndexOf(other);
            if (at < 0)
            {
                (others[count], scores[count], isStale[count]) = (other, scores[i], isNowStale);
                count++;
            }
            else
            {
                scores[at] = Math.Max(scores[at], scores[i]);
                isStale[at] |= isNowStale;
            }
        }

        _counts[a] = (byte)count;
    }

    private void Union(int a, int from, SupervertexRows rows, Span<(float Score, int Other)> both)
    {
        int count = 0;
        foreach (int source in (ReadOnlySpan<int>)[a, from])
        {
            for (int i = 0; i < _counts[source]; i++)
            {
                int other = rows.Into(_others[source * _capacity + i]);
                if (other == a)
                    continue;
                float score = _scores[source * _capacity + i];
                int at = 0;
                while (at < count && both[at].Other != other)
                    at++;
                if (at == count)
                    both[count++] = (score, other);
                else
                    both[at].Score = Math.Max(both[at].Score, score);
            }
        }

        both[..count].Sort(static (x, y) => x.Score != y.Score ? y.Score.CompareTo(x.Score) : x.Other.CompareTo(y.Other));
        _counts[a] = (byte)Math.Min(count, _capacity);
        for (int i = 0; i < _counts[a]; i++)
            (_others[a * _capacity + i], _scores[a * _capacity + i], _isStale[a * _capacity + i]) = (both[i].Other, both[i].Score, true);
    }
}
