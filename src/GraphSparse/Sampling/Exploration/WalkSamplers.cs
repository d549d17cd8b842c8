namespace GraphSparse.Sampling;

/// <summary>Samplers that take every vertex a random walk comes to.</summary>
/// <remarks>A walk that has made 100 steps per wanted vertex in all starts again from a fresh uniform vertex whenever 100 steps brought nothing
/// new, so that a walk on a path or in a small component ends, too. Cost: O(1) per step, at most 200 steps per vertex taken; the walk that looks at common
/// neighbours looks each up. A walk is sequential. Determinism: exact.</remarks>
internal static class WalkSamplers
{
    private const int Patience = 100;

    public static SampleSelection RandomWalk(SampleContext context) => Walk(context, context.Traversed(), WalkSteps.Simple);

    public static SampleSelection RestartWalk(SampleContext context) => Walk(context, context.Traversed(), WalkSteps.Simple, restart: context.Options.Restart);

    public static SampleSelection JumpWalk(SampleContext context) => Walk(context, context.Traversed(), WalkSteps.Simple, jump: context.Options.Jump);

    /// <summary>Directions are ignored: the rule needs a way back.</summary>
    public static SampleSelection MetropolisHastings(SampleContext context) =>
        Walk(context, context.Graph.Symmetrize(context.Parallelism, context.CancellationToken), choice => WalkSteps.MetropolisHastings(choice, context.Options.Alpha));

    public static SampleSelection NonBacktracking(SampleContext context) => Walk(context, context.Traversed(), WalkSteps.NonBacktracking);

    public static SampleSelection CirculatedNeighbor(SampleContext context) => Walk(context, context.Traversed(), WalkSteps.CirculatedNeighbor);

    public static SampleSelection CommonNeighborAware(SampleContext context) => Walk(context, context.Traversed(), WalkSteps.CommonNeighborAware);

    private static SampleSelection Walk(SampleContext context, CsrGraph graph, Func<NeighborChoice, WalkStep> rule, double restart = 0, double jump = 0)
    {
        var visited = new Visited(context);
        WalkStep next = rule(new NeighborChoice(graph, context.Random("walk"), context.Options.Weighted));
        KeyedRandom leave = context.Random("walk.leave");
        long budget = (long)Patience * context.Target;
        long lastNew = 0;
        int start = -1;
        int at = -1;
        int previous = -1;
        for (long step = 0; !visited.IsDone; step++)
        {
            if ((step & 0xFFFF) == 0)
                context.CancellationToken.ThrowIfCancellationRequested();
            bool isDeadEnd = at >= 0 && graph.Degree(at) == 0;
            bool isStuck = (isDeadEnd && jump == 0 && (restart == 0 || at == start)) || (step > budget && step - lastNew > Patience);
            int from = -1;
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
                from = at;
                at = next(at, previous, step);
            }

            if (from != at)
                previous = from;
            if (visited.Take(at, from))
                lastNew = step;
        }

        return visited.Choice();
    }
}
