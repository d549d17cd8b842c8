namespace GraphSparse.IO;

/// <summary>A stream that goes one way, front to back: what readers and writers of ours do not have, in one place.</summary>
/// <remarks>A reader overrides <see cref="Stream.CanRead"/> and Read over a span, a writer <see cref="Stream.CanWrite"/> and Write over a span.</remarks>
internal abstract class ForwardStream : Stream
{
    private const string NoPlace = "A stream that goes one way has no length and no other place to go to.";

    public override bool CanRead => false;

    public override bool CanWrite => false;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException(NoPlace);

    public override long Position
    {
        get => throw new NotSupportedException(NoPlace);
        set => throw new NotSupportedException(NoPlace);
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        CanRead ? Read(buffer.AsSpan(offset, count)) : throw new NotSupportedException("This stream is written.");

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (!CanWrite)
            throw new NotSupportedException("This stream is read.");
        Write(buffer.AsSpan(offset, count));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException(NoPlace);

    public override void SetLength(long value) => throw new NotSupportedException(NoPlace);
}
