using GraphSparse.Commands;
using GraphSparse.Datasets;
using GraphSparse.Jobs;

namespace GraphSparse.Tests.Commands;

public class FailureTests
{
    [Fact]
    public void From_BlamesTheMachine_WhenDescriptorsRunOut()
    {
        var error = new TypeInitializationException("X", new IOException("Too many open files : '/lib/x.so'", 24));
        Failure failure = Failure.From(error);
        Assert.Equal(("environment", 4), (failure.Kind, failure.ExitCode));
        Assert.Contains("ulimit -n", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, Failure.From(new DllNotFoundException("Unable to load shared library 'x': Too many open files")).ExitCode);
    }

    [Fact]
    public void From_TellsShortMemoryFromShortThreads()
    {
        Assert.Equal(5, Failure.From(new ShortMemory()).ExitCode);
        Failure failure = Failure.From(new RefusedThread());
        Assert.Equal(("environment", 4), (failure.Kind, failure.ExitCode));
        Assert.Contains("--threads", failure.Message, StringComparison.Ordinal);
    }

    private sealed class ShortMemory : OutOfMemoryException;

    /// <summary>What Thread.Start throws where the system refuses a thread.</summary>
    private sealed class RefusedThread : OutOfMemoryException
    {
        public override string StackTrace => "   at System.Threading.Thread.StartCore()\n   at System.Threading.Thread.Start(Boolean captureContext)";
    }
}
