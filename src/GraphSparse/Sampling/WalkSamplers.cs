namespace GraphSparse.Sampling;

/// <summary>Samplers that take every vertex a random walk comes to.</summary>
/// <remarks>A walk that has made 100 steps per wanted vertex in all starts again from a fresh uniform vertex whenever 100 steps brought nothing
/// new, so that a walk on a path or in a small component ends, too. Cost: O(1) per step, at most 200 steps per vertex taken. A walk is
/// sequential. Determinism: exact.</remarks>
internal static class WalkSamplers
{
    private const int Patience = 100;

    public static SampleChoice RandomWalk(SampleContext context) => Walk(context, context.Travelled(), restart: 0, jump: 0, alpha: null);

    public static SampleChoice RestartWalk(SampleContext context) => Walk(context, context.Travelled(), context.Options.Restart, jump: 0, alpha: null);

    public static SampleChoice JumpWalk(SampleContext context) => Walk(context, context.Travelled(), restart: 0, context.Options.Jump, alpha: null);

    /// <summary>A step from v to w is made with probability min(1, (dv / dw)^α), else the walk stays; directions are ignored.</summary>
    public static SampleChoice MetropolisHastings(SampleContext context) =>
        Walk(context, context.Graph.Symmetrize(context.Parallelism, context.CancellationToken), restart: 0, jump: 0, context.Options.Alpha);

    private static SampleChoice Walk(SampleContext context, CsrGraph graph, double restart, double jump, double? alpha)
    {
        var visited = new Visited(context);
        KeyedRandom random = context.Random("walk");
        KeyedRandom leave = context.Random("walk.leave");
        long budget = (long)Patience * context.Target;
        long lastNew = 0;
        int start = -1;
        int at = -1;
        for (long step = 0; !visited.IsDone; step++)
        {
            if ((step & 0xFFFF) == 0)
                context.CancellationToken.ThrowIfCancellationRequested();
            bool isDeadEnd = at >= 0 && graph.Degree(at) == 0;
            bool isStuck = (isDeadEnd && jump == 0 && (restart == 0 || at == start)) || (step > budget && step - lastNew > Patience);
            if (at < 0 || isStuck)
            {
                visited.Restarts += at >= 0 ? 1 : 0;
                start = at = visited.Fresh();
            }
            else if (restart > 0 && (isDeadEnd || leave.NextDouble(step) < restart))
            {
                at = start;
            }
            else if (jump > 0 && (isDeadEnd || leave.NextDouble(step) < jump))
            {
                at = KeyedChoice.Below(leave, graph.VertexCount, step, 1);
            }
            else
            {
                at = Next(graph, random, at, step, alpha);
            }

            if (visited.Take(at))
                lastNew = step;
        }

        return visited.Choice();
    }

    /// <summary>Where a walk goes from a vertex that has neighbours.</summary>
    internal static int Next(CsrGraph graph, KeyedRandom random, int at, long step, double? alpha)
    {
        ReadOnlySpan<int> neighbors = graph.Neighbors(at);
        int next = neighbors[KeyedChoice.Below(random, neighbors.Length, step, 0)];
        if (alpha is not { } power || graph.Degree(next) <= neighbors.Length)
            return next;
        double ratio = neighbors.Length / (double)graph.Degree(next);
        return random.NextDouble(step, 1 << 16) < (power == 1 ? ratio : Math.Pow(ratio, power)) ? next : at;
    }
}
