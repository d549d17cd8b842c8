namespace GraphSparse.IO.Parquet;

/// <summary>A bound on what reading one column may allocate.</summary>
internal sealed class DecodeBudget(long limit, string column)
{
    private long _taken;

    /// <summary>Checks a buffer that is given back soon.</summary>
    public void Require(long bytes, string what)
    {
        if (bytes > limit - _taken)
            throw Exceeded(bytes, what);
    }

    /// <summary>Counts what stays.</summary>
    public void Take(long bytes, string what)
    {
        Require(bytes, what);
        _taken += bytes;
    }

    /// <summary>Counts an array that stays and says how many elements it may have at all.</summary>
    public T[] Allocate<T>(long length, string what) where T : unmanaged
    {
        if (length > Array.MaxLength)
            throw new ResourceLimitException($"Parquet column '{column}': {what} of {length:N0} elements; an array holds at most {Array.MaxLength:N0}. Write smaller row groups.");
        Take(length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>(), what);
        return HugePages.Of(GC.AllocateUninitializedArray<T>((int)length));
    }

    /// <summary>Gives back what was counted for an array that was replaced.</summary>
    public void Release<T>(int length) => _taken -= (long)length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    private ResourceLimitException Exceeded(long bytes, string what) =>
        new($"Parquet column '{column}': {what} needs {_taken + bytes:N0} bytes, the limit is {limit:N0}. Raise the memory limit or write smaller row groups.");
}
