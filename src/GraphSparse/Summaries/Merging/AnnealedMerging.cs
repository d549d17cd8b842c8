using System.Collections.Concurrent;

namespace GraphSparse.Summaries;

/// <summary>Merges supervertices in rounds while that saves description length, with superedges that become more expensive.</summary>
/// <remarks>
/// At a price λ of a superedge, in edges, a block with e edges among p pairs costs min(e, λ + p − e): its share of the error, and what its superedge takes of the budget. A partition that no merge makes cheaper is good for the budget at
/// which the last superedge lowers the error by λ. So the price starts low, where only vertices with almost the same neighbours merge, and rises when few merges are left: the partitions on the way serve budgets from large to small,
/// and do not depend on the budget.
/// <para>A round computes scores for the rows at its beginning and takes the best pairs that have no supervertex in common, up to a small share: nothing depends on the number of threads. Only scores near those that were good enough
/// in the round before are computed again.</para>
/// <para>Cost: about 250 rounds, each linear in rows and candidates; O(m) paths of two steps whenever candidates are looked for. Memory beside the rows: 9 bytes per candidate, 21 per vertex, 4 per vertex and thread.</para>
/// </remarks>
internal sealed class AnnealedMerging
{
    private readonly SupervertexRows _rows;
    private readonly MergingPlan _plan;
    private readonly Parallelism _parallelism;
    private readonly CancellationToken _cancellationToken;
    private readonly CandidateLists _candidates;
    private readonly KeyedRandom _random;
    private readonly PairChoice _choice;
    private readonly double[] _costs;
    private readonly double[] _gains;
    private readonly ConcurrentBag<PairScorer<ListedCost>> _scorers = [];

    private AnnealedMerging(SupervertexRows rows, MergingPlan plan, Parallelism parallelism, CancellationToken cancellationToken)
    {
        (_rows, _plan, _parallelism, _cancellationToken) = (rows, plan, parallelism, cancellationToken);
        _candidates = new CandidateLists(rows.RowCount, plan.Candidates);
        _random = new KeyedRandom(plan.Seed, "summary merges");
        _choice = new PairChoice(rows, _candidates, new KeyedRandom(plan.Seed, "summary ties"));
        _costs = new double[rows.RowCount];
        _gains = new double[rows.RowCount];
    }

    /// <summary>Merges, and shows the rows after every round.</summary>
    public static void Run(SupervertexRows rows, MergingPlan plan, Action<SupervertexRows> afterRound, Parallelism parallelism, CancellationToken cancellationToken) =>
        new AnnealedMerging(rows, plan, parallelism, cancellationToken).Run(afterRound);

    private void Run(Action<SupervertexRows> afterRound)
    {
        int renewal = _rows.Count; // candidates are looked for again when so many are left
        int lastRenewal = -1;
        float lastScore = float.MinValue;
        double price = _plan.FirstPrice;
        double lastPrice = 0;
        bool isPriceNew = true;
        double largestGain = double.PositiveInfinity; // no block of a merged pair has a gain above three times that of all blocks: then nothing is left to save
        int least = Math.Max(1, (int)(_rows.Count * _plan.LeastShare));
        for (int round = 0; _rows.Count > least && price * _rows.Unit <= 3 * largestGain && lastPrice < _plan.LastPrice; round++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            bool isRenewed = _rows.Count <= renewal;
            if (isRenewed)
            {
                TwoHopCandidates.Find(_rows, _candidates, _plan.Candidates - _plan.Shingles, _parallelism, _cancellationToken);
                ShingleCandidates.Add(_rows, _candidates, _plan.Shingles, _random, round, _parallelism, _cancellationToken);
                (lastRenewal, renewal) = (_rows.Count, (int)(_rows.Count * _plan.Renewal));
            }
            else if (isPriceNew)
            {
                _candidates.Loosen(price / lastPrice);
            }

            bool isAllNew = isRenewed || isPriceNew;
            Score(Math.Round(64 * price) / 64 * _rows.Unit, isRenewed ? float.MinValue : isPriceNew ? _plan.LeastScore : lastScore - Math.Min(_plan.Margin, _plan.RelativeMargin * lastScore), isAllNew);
            int most = Math.Min(_rows.Count - least, Math.Max(1, (int)(_rows.Count * (2 * _rows.Count > _rows.RowCount ? _plan.FirstShare : _plan.Share))));
            (int Into, int From)[] pairs = _choice.Choose(most, _plan.LeastScore, round);
            lastScore = _choice.LastScore;
            bool areFew = pairs.Length <= (price < _plan.LastPrice ? most * _plan.Few : _rows.Count * _plan.FewAtLast);
            bool isJustRenewed = _rows.Count > 0.98 * lastRenewal;
            isPriceNew = areFew && (price < _plan.LastPrice || isJustRenewed);
            if (areFew && !isPriceNew)
                renewal = _rows.Count;
            if (isPriceNew)
            {
                lastPrice = price;
                price = Math.Min(_plan.LastPrice, price * (pairs.Length == 0 ? _plan.LongPriceStep : _plan.PriceStep));
                largestGain = 0;
                foreach (int a in _rows.Numbers)
                    largestGain = Math.Max(largestGain, _gains[a]);
            }

            if (pairs.Length == 0)
            {
                if (lastRenewal != _rows.Count)
                    renewal = _rows.Count;
                continue;
            }

            _rows.Merge(pairs, _parallelism, _cancellationToken);
            _candidates.Follow(_rows, pairs, _parallelism, _cancellationToken);
            afterRound(_rows);
        }
    }

    /// <summary>Computes stale scores that were at least a limit.</summary>
    private void Score(double price, float limit, bool isAllNew)
    {
        var cost = new ListedCost(price);
        _rows.ForEach(4096, _parallelism, a =>
        {
            if (isAllNew || _rows.IsChanged(a))
                (_costs[a], _gains[a]) = (PairScorer<ListedCost>.CostOf(_rows, cost, a), _rows.LargestGain(a));
        }, _cancellationToken);
        _parallelism.ForRanges(_rows.Numbers.Length, 512, (_, first, last) =>
        {
            if (!_scorers.TryTake(out PairScorer<ListedCost>? scorer))
                scorer = new PairScorer<ListedCost>(_rows, _plan.MembershipPrice);
            foreach (int a in _rows.Numbers[(int)first..(int)last])
            {
                if (_rows.Sizes[a] == 0)
                    continue;
                Skip(a, price, limit);
                scorer.Score(a, _candidates, limit, cost, _costs);
                _choice.NoteBest(a);
            }

            _scorers.Add(scorer);
        }, _cancellationToken);
    }

    /// <summary>Gives candidates a score that cannot be good enough where that is seen without their rows.</summary>
    /// <remarks>A block's gain is 2e − p, and its cost e where that is at most the price. The gains of merged blocks add up; where even their sum is at most the price, merging saves nothing. Otherwise the cost after is at least
    /// that of the more expensive of the two.</remarks>
    private void Skip(int a, double price, float limit)
    {
        Span<int> others = _candidates.Others(a);
        Span<bool> isStale = _candidates.IsStale(a);
        for (int i = 0; i < others.Length; i++)
        {
            if (!isStale[i])
                continue;
            int b = others[i];
            bool savesNothing = _gains[a] + _gains[b] + Math.Min(_gains[a], _gains[b]) <= price;
            double most = Math.Min(_costs[a], _costs[b]) / Math.Max(_costs[a], _costs[b]);
            if (savesNothing || most < _plan.LeastScore)
                (_candidates.Scores(a)[i], isStale[i]) = (0, false);
            else if (most < limit)
                _candidates.Scores(a)[i] = (float)most; // stays stale, and is computed when the limit falls below
        }
    }
}
