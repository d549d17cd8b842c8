namespace GraphSparse.Sampling;

/// <summary>Where a walk goes from a vertex that has neighbours; staying counts as a step.</summary>
/// <param name="at">Where it is.</param>
/// <param name="previous">Where it came from, −1 after a start or a jump.</param>
/// <param name="step">Number of the step, the key of its draws.</param>
internal delegate int WalkStep(int at, int previous, long step);

/// <summary>The rules of the walks.</summary>
internal static class WalkSteps
{
    private const int MostDraws = 64;

    /// <summary>To a neighbour.</summary>
    public static WalkStep Simple(NeighborChoice choice) => (at, _, step) => choice.Draw(at, step);

    /// <summary>To a proposed neighbour w with probability min(1, (s_v / s_w)^α), s the degree or strength: with α = 1 every vertex is as likely as any other.</summary>
    public static WalkStep MetropolisHastings(NeighborChoice choice, double alpha) => (at, _, step) =>
    {
        int next = choice.Draw(at, step);
        double ratio = choice.Strength(at) / choice.Strength(next);
        return ratio >= 1 || choice.Uniform(step, 1 << 16) < (alpha == 1 ? ratio : Math.Pow(ratio, alpha)) ? next : at;
    };

    /// <summary>To a neighbour other than the one it came from, unless there is no other.</summary>
    public static WalkStep NonBacktracking(NeighborChoice choice) => (at, previous, step) =>
    {
        ReadOnlySpan<int> neighbors = choice.Graph.Neighbors(at);
        int back = previous < 0 ? -1 : neighbors.BinarySearch(previous);
        if (back < 0 || neighbors.Length == 1)
            return choice.Draw(at, step);
        if (!choice.IsWeighted) // one of the others, as if it were not there
        {
            int place = choice.Below(neighbors.Length - 1, step);
            return neighbors[place < back ? place : place + 1];
        }

        for (int draw = 0; draw < MostDraws; draw++)
        {
            int next = choice.Draw(at, step, draw);
            if (next != previous)
                return next;
        }

        return neighbors[back == 0 ? 1 : 0]; // the way back outweighs all others 64 times over
    };

    /// <summary>To the neighbours of a vertex in a random order, one at each visit; in a new order when all have had their turn.</summary>
    public static WalkStep CirculatedNeighbor(NeighborChoice choice)
    {
        var orders = new int[choice.Graph.VertexCount][];
        var turns = new int[choice.Graph.VertexCount];
        return (at, _, step) =>
        {
            int[] order = orders[at] ??= choice.Graph.Neighbors(at).ToArray();
            int turn = turns[at];
            int chosen = turn + choice.Below(order.Length - turn, step); // shuffles as it goes
            (order[turn], order[chosen]) = (order[chosen], order[turn]);
            turns[at] = turn + 1 == order.Length ? 0 : turn + 1;
            return order[turn];
        };
    }

    /// <summary>To a proposed neighbour w with probability 1 − |N(v) ∩ N(w)| / min(d_v, d_w): away from where it has been.</summary>
    public static WalkStep CommonNeighborAware(NeighborChoice choice) => (at, _, step) =>
    {
        int next = choice.Draw(at, step);
        ReadOnlySpan<int> few = choice.Graph.Neighbors(at);
        ReadOnlySpan<int> many = choice.Graph.Neighbors(next);
        if (few.Length > many.Length)
        {
            ReadOnlySpan<int> other = few;
            few = many;
            many = other;
        }

        if (few.Length == 0)
            return next;
        int most = (int)Math.Floor((1 - choice.Uniform(step, 1 << 16)) * few.Length); // accepted while no more are shared
        int shared = 0;
        foreach (int w in few)
        {
            if (many.BinarySearch(w) >= 0 && ++shared > most)
                return at;
        }

        return next;
    };
}
