using System.Runtime.CompilerServices;

namespace GraphSparse.Gpu;

/// <summary>What is kept on the device from call to call, and the gate that calls pass one by one.</summary>
internal sealed partial class GpuAccelerator
{
    private readonly Lock _gate = new();
    private readonly ConditionalWeakTable<object, object> _inUse = []; // by the call that runs
    private readonly ConditionalWeakTable<CsrGraph, GpuGraph> _graphs = [];
    private readonly ConditionalWeakTable<ulong[], GpuBuffer<ulong>> _slots = [];
    private readonly ConditionalWeakTable<int[], GpuBuffer<int>> _arcValues = [];
    private GpuBuffer<int>? _rows; // kept from batch to batch
    private bool _disposed;

    private Lock.Scope Enter()
    {
        Lock.Scope scope = _gate.EnterScope();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _inUse.Clear();
            DeviceFailure.Guard(Name, "binding it to a thread", _context.Accelerator.Bind); // drivers know a device by the thread that uses it
            return scope;
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    /// <summary>The graph on the device, brought there at its first use. For callers that hold the gate.</summary>
    internal GpuGraph Upload(CsrGraph graph, CancellationToken cancellationToken)
    {
        _inUse.AddOrUpdate(graph, graph);
        if (!_graphs.TryGetValue(graph, out GpuGraph? device))
        {
            device = new GpuGraph(_context, graph, cancellationToken);
            _graphs.Add(graph, device);
        }

        return device;
    }

    private GpuBuffer<int> Rows(long length)
    {
        if (_rows is null || _rows.Length < length)
        {
            _rows?.Dispose();
            _rows = null;
            _rows = _context.Allocate<int>(length, "Walks");
        }

        return _rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            foreach (KeyValuePair<CsrGraph, GpuGraph> entry in _graphs)
                entry.Value.Dispose();
            foreach (KeyValuePair<ulong[], GpuBuffer<ulong>> entry in _slots)
                entry.Value.Dispose();
            foreach (KeyValuePair<int[], GpuBuffer<int>> entry in _arcValues)
                entry.Value.Dispose();
            DisposeAdjacencies();
            _rows?.Dispose();
            DeviceFailure.Ignore(_context.Dispose);
            DeviceFailure.Ignore(_owner.Dispose);
        }
    }

    /// <summary>Gives the memory back of what the call that runs does not use.</summary>
    private void Reclaim()
    {
        foreach ((CsrGraph graph, GpuGraph device) in _graphs.Where(e => !_inUse.TryGetValue(e.Key, out _)).ToArray())
        {
            _graphs.Remove(graph);
            device.Dispose();
        }

        foreach ((ulong[] slots, GpuBuffer<ulong> device) in _slots.Where(e => !_inUse.TryGetValue(e.Key, out _)).ToArray())
        {
            _slots.Remove(slots);
            device.Dispose();
        }

        foreach ((int[] values, GpuBuffer<int> device) in _arcValues.Where(e => !_inUse.TryGetValue(e.Key, out _)).ToArray())
        {
            _arcValues.Remove(values);
            device.Dispose();
        }

        foreach ((DynamicAdjacency graph, GpuAdjacency device) in _adjacencies.Where(e => !_inUse.TryGetValue(e.Key, out _)).ToArray())
        {
            _adjacencies.Remove(graph);
            device.Dispose();
        }
    }
}
