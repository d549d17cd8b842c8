using GraphSparse.Analytics;
using ILGPU;
using ILGPU.Runtime;

namespace GraphSparse.Gpu;

/// <summary>The loops of PageRank on a device: vectors stay there, sums over blocks come back.</summary>
internal sealed class GpuVectors(GpuContext context, GpuGraph device, PageRankSetup setup, CancellationToken cancellationToken) : IDisposable
{
    private const string What = "PageRank";

    private readonly List<GpuBuffer<double>> _held = [];
    private readonly double[] _blockSums = new double[PageRankKernels.Parts * setup.BlockCount];
    private GpuBuffer<double>? _sums;

    /// <summary>Of the arcs; not held here.</summary>
    public GpuBuffer<double> Weights { get; } = device.Weights(setup.Incoming, cancellationToken);

    public int IsWeighted { get; } = setup.Incoming.IsWeighted ? 1 : 0;

    public GpuBuffer<double> Upload(double[] values) => Hold(context.Upload<double>(values, What));

    /// <summary>A vector of zeros.</summary>
    public GpuBuffer<double> Zeros()
    {
        GpuBuffer<double> buffer = Hold(context.Allocate<double>(setup.VertexCount, What));
        buffer.Clear();
        return buffer;
    }

    /// <summary>Launches an item for each vertex.</summary>
    public void ForVertices(Action<long, int> launch, long cost = 16) => context.Launch(setup.VertexCount, cost, launch, cancellationToken);

    /// <summary>The same for a kernel that goes along rows.</summary>
    public void ForRows(Action<long, int> launch) => ForVertices(launch, 4 + setup.Incoming.ArcCount / setup.VertexCount);

    /// <summary>Launches a kernel that sums over blocks of vertices, and adds up the blocks in their order.</summary>
    public PageRankSums Sum(Action<long, int, GpuBuffer<double>> launch)
    {
        GpuBuffer<double> sums = _sums ??= Hold(context.Allocate<double>(_blockSums.Length, What));
        context.Launch(setup.BlockCount, 4 * PageRankSetup.Block, (start, count) => launch(start, count, sums), cancellationToken);
        sums.Read(_blockSums);
        var blocks = new PageRankSums[setup.BlockCount];
        for (int b = 0; b < blocks.Length; b++)
            blocks[b] = new PageRankSums(_blockSums[PageRankKernels.Parts * b], _blockSums[PageRankKernels.Parts * b + 1], _blockSums[PageRankKernels.Parts * b + 2]);
        return PageRankSums.Total(blocks);
    }

    public void Dispose() => _held.ForEach(buffer => buffer.Dispose());

    private GpuBuffer<double> Hold(GpuBuffer<double> buffer)
    {
        _held.Add(buffer);
        return buffer;
    }
}

/// <summary>Conjugate gradients with their loops on a device.</summary>
internal sealed class GpuGradients(GpuContext context, GpuGraph device, PageRankSetup setup, CancellationToken cancellationToken) : PageRankConjugateGradient(setup, cancellationToken)
{
    private readonly GpuVectors _vectors = new(context, device, setup, cancellationToken);
    private GpuBuffer<double> _perStrength = null!, _y = null!, _r = null!, _z = null!, _w = null!, _p = null!, _s = null!; // made in Start, which comes first

    public override void Dispose() => _vectors.Dispose();

    protected override PageRankSums Start(PageRankVectors x)
    {
        (_perStrength, _y, _r, _z) = (_vectors.Upload(x.PerStrength), _vectors.Upload(x.Y), _vectors.Upload(x.R), _vectors.Upload(x.Z));
        (_w, _p, _s) = (_vectors.Zeros(), _vectors.Zeros(), _vectors.Zeros());
        return Sum(_r, _z);
    }

    protected override double Pull()
    {
        var kernel = context.Kernel<Action<AcceleratorStream, Index1D, long, ArrayView<uint>, ArrayView<int>, ArrayView<double>, int, double, ArrayView<double>, ArrayView<double>, ArrayView<double>>>(PageRankKernels.Pull);
        _vectors.ForRows((start, count) => kernel(
            context.Stream, count, start, device.Offsets.View, device.Neighbors.View, _vectors.Weights.View, _vectors.IsWeighted, Setup.Options.Damping, _z.View, _r.View, _w.View));
        return Sum(_w, _z).Product;
    }

    protected override PageRankSums Update(double alpha, double beta)
    {
        var kernel = context.Kernel<Action<AcceleratorStream, Index1D, long, double, double, ArrayView<double>, ArrayView<double>, ArrayView<double>, ArrayView<double>, ArrayView<double>, ArrayView<double>, ArrayView<double>>>(PageRankKernels.Update);
        _vectors.ForVertices((start, count) => kernel(context.Stream, count, start, alpha, beta, _perStrength.View, _z.View, _w.View, _p.View, _s.View, _y.View, _r.View));
        return Sum(_r, _z);
    }

    protected override double[] Solution(PageRankVectors x)
    {
        _y.Read(x.Y);
        return x.Y;
    }

    private PageRankSums Sum(GpuBuffer<double> a, GpuBuffer<double> z)
    {
        var kernel = context.Kernel<Action<AcceleratorStream, Index1D, long, int, int, ArrayView<double>, ArrayView<double>, ArrayView<double>>>(PageRankKernels.Sums);
        return _vectors.Sum((start, count, sums) => kernel(context.Stream, count, start, Setup.VertexCount, PageRankSetup.Block, a.View, z.View, sums.View));
    }
}

/// <summary>The iteration by definition with its loops on a device.</summary>
internal sealed class GpuIteration(GpuContext context, GpuGraph device, PageRankSetup setup, CancellationToken cancellationToken) : PageRankIteration(setup, cancellationToken)
{
    private readonly GpuVectors _vectors = new(context, device, setup, cancellationToken);
    private GpuBuffer<double> _preference = null!, _perStrength = null!, _share = null!, _ranks = null!, _next = null!, _changes = null!; // made in Start, which comes first

    public override void Dispose() => _vectors.Dispose();

    protected override void Start(double[] ranks, double[] share)
    {
        (_perStrength, _share, _ranks) = (_vectors.Upload(Setup.PerStrength), _vectors.Upload(share), _vectors.Upload(ranks));
        (_next, _changes) = (_vectors.Zeros(), _vectors.Zeros());
        _preference = _vectors.Upload(Setup.Preference ?? []);
    }

    protected override PageRankSums Step(double restart)
    {
        var kernel = context.Kernel<Action<AcceleratorStream, Index1D, long, ArrayView<uint>, ArrayView<int>, ArrayView<double>, int, IterationNumbers, ArrayView<double>, ArrayView<double>, ArrayView<double>, ArrayView<double>, ArrayView<double>, ArrayView<double>>>(PageRankKernels.Iterate);
        var numbers = new IterationNumbers { Damping = Setup.Options.Damping, Restart = restart, Even = restart / Setup.VertexCount, Preferred = Setup.Preference is null ? 0 : 1 };
        _vectors.ForRows((start, count) => kernel(
            context.Stream, count, start, device.Offsets.View, device.Neighbors.View, _vectors.Weights.View, _vectors.IsWeighted, numbers,
            _preference.View, _perStrength.View, _share.View, _ranks.View, _next.View, _changes.View));
        (_share, _next) = (_next, _share);
        var changes = context.Kernel<Action<AcceleratorStream, Index1D, long, int, int, ArrayView<double>, ArrayView<double>, ArrayView<double>, ArrayView<double>>>(PageRankKernels.Changes);
        return _vectors.Sum((start, count, sums) => changes(context.Stream, count, start, Setup.VertexCount, PageRankSetup.Block, _perStrength.View, _ranks.View, _changes.View, sums.View));
    }

    protected override double[] Ranks(double[] ranks)
    {
        _ranks.Read(ranks);
        return ranks;
    }
}
