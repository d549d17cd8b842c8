using GraphSparse.Analytics;

namespace GraphSparse.Acceleration;

/// <summary>The loops of PageRank on a device: vectors stay there, sums over blocks come back.</summary>
internal sealed class DeviceVectors(OpenClContext context, DeviceGraph device, PageRankSetup setup, CancellationToken cancellationToken) : IDisposable
{
    private const string What = "PageRank";
    private const int Parts = 3; // sums of a block

    private readonly List<OpenClBuffer> _held = [];
    private readonly OpenClBuffer? _weights = device.Weights(setup.Incoming, cancellationToken);
    private readonly double[] _blockSums = new double[Parts * setup.BlockCount];
    private OpenClBuffer? _sums;

    private long RowCost { get; } = 4 + setup.Incoming.ArcCount / setup.VertexCount;

    public OpenClBuffer Upload(double[] values) => Hold(context.Upload<double>(values, What));

    /// <summary>A vector of zeros.</summary>
    public OpenClBuffer Zeros()
    {
        OpenClBuffer buffer = Hold(context.Allocate<double>(setup.VertexCount, What));
        buffer.Clear();
        return buffer;
    }

    /// <summary>Runs a kernel that begins with the rows of the graph, an item per vertex.</summary>
    public void ForRows(string kernel, Action<OpenClKernel> arguments) => Launch(
        context.Kernel(kernel).Buffer(device.Offsets).Buffer(device.Neighbors).Buffer(_weights).Value(setup.Incoming.IsWeighted ? 1 : 0), arguments, RowCost);

    /// <summary>Runs a kernel over vertices.</summary>
    public void ForVertices(string kernel, Action<OpenClKernel> arguments) => Launch(context.Kernel(kernel), arguments, 16);

    /// <summary>Runs a kernel that sums over blocks of vertices, and adds up the blocks in their order.</summary>
    public PageRankSums Sum(string kernel, params ReadOnlySpan<OpenClBuffer> inputs)
    {
        _sums ??= Hold(context.Allocate<double>(_blockSums.Length, What));
        OpenClKernel sum = context.Kernel(kernel).Value(setup.VertexCount).Value(PageRankSetup.Block);
        foreach (OpenClBuffer input in inputs)
            sum.Buffer(input);
        sum.Buffer(_sums).Launch(setup.BlockCount, 4 * PageRankSetup.Block, cancellationToken);
        _sums.Read(_blockSums.AsSpan());
        var blocks = new PageRankSums[setup.BlockCount];
        for (int b = 0; b < blocks.Length; b++)
            blocks[b] = new PageRankSums(_blockSums[Parts * b], _blockSums[Parts * b + 1], _blockSums[Parts * b + 2]);
        return PageRankSums.Total(blocks);
    }

    public void Dispose()
    {
        foreach (OpenClBuffer buffer in _held)
            buffer.Dispose();
    }

    private void Launch(OpenClKernel kernel, Action<OpenClKernel> arguments, long cost)
    {
        arguments(kernel.Value(setup.VertexCount));
        kernel.Launch(setup.VertexCount, cost, cancellationToken);
    }

    private OpenClBuffer Hold(OpenClBuffer buffer)
    {
        _held.Add(buffer);
        return buffer;
    }
}

/// <summary>Conjugate gradients with their loops on a device.</summary>
internal sealed class DeviceGradients(OpenClContext context, DeviceGraph device, PageRankSetup setup, CancellationToken cancellationToken)
    : PageRankConjugateGradient(setup, cancellationToken)
{
    private readonly DeviceVectors _vectors = new(context, device, setup, cancellationToken);
    private OpenClBuffer _perStrength = null!, _y = null!, _r = null!, _z = null!, _w = null!, _p = null!, _s = null!; // made in Start, which comes first

    public override void Dispose() => _vectors.Dispose();

    protected override PageRankSums Start(PageRankVectors x)
    {
        (_perStrength, _y, _r, _z) = (_vectors.Upload(x.PerStrength), _vectors.Upload(x.Y), _vectors.Upload(x.R), _vectors.Upload(x.Z));
        (_w, _p, _s) = (_vectors.Zeros(), _vectors.Zeros(), _vectors.Zeros());
        return _vectors.Sum("pagerank_sums", _r, _z);
    }

    protected override double Pull()
    {
        _vectors.ForRows("pagerank_pull", kernel => kernel.Value(Setup.Options.Damping).Buffer(_z).Buffer(_r).Buffer(_w));
        return _vectors.Sum("pagerank_sums", _w, _z).Product;
    }

    protected override PageRankSums Update(double alpha, double beta)
    {
        _vectors.ForVertices("pagerank_update", kernel => kernel.Value(alpha).Value(beta)
            .Buffer(_perStrength).Buffer(_z).Buffer(_w).Buffer(_p).Buffer(_s).Buffer(_y).Buffer(_r));
        return _vectors.Sum("pagerank_sums", _r, _z);
    }

    protected override double[] Solution(PageRankVectors x)
    {
        _y.Read(x.Y.AsSpan());
        return x.Y;
    }
}

/// <summary>The iteration by definition with its loops on a device.</summary>
internal sealed class DeviceIteration(OpenClContext context, DeviceGraph device, PageRankSetup setup, CancellationToken cancellationToken)
    : PageRankIteration(setup, cancellationToken)
{
    private readonly DeviceVectors _vectors = new(context, device, setup, cancellationToken);
    private OpenClBuffer? _preference;
    private OpenClBuffer _perStrength = null!, _share = null!, _ranks = null!, _next = null!, _changes = null!; // made in Start, which comes first

    public override void Dispose() => _vectors.Dispose();

    protected override void Start(double[] ranks, double[] share)
    {
        (_perStrength, _share, _ranks) = (_vectors.Upload(Setup.PerStrength), _vectors.Upload(share), _vectors.Upload(ranks));
        (_next, _changes) = (_vectors.Zeros(), _vectors.Zeros());
        _preference = Setup.Preference is { } preference ? _vectors.Upload(preference) : null;
    }

    protected override PageRankSums Step(double restart)
    {
        _vectors.ForRows("pagerank_iterate", kernel => kernel.Value(Setup.Options.Damping).Value(restart).Buffer(_preference).Value(_preference is null ? 0 : 1)
            .Buffer(_perStrength).Buffer(_share).Buffer(_ranks).Buffer(_next).Buffer(_changes));
        (_share, _next) = (_next, _share);
        return _vectors.Sum("pagerank_changes", _perStrength, _ranks, _changes);
    }

    protected override double[] Ranks(double[] ranks)
    {
        _ranks.Read(ranks.AsSpan());
        return ranks;
    }
}
