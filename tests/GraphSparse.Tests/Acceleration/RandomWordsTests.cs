using GraphSparse.Acceleration;

namespace GraphSparse.Tests.Acceleration;

/// <summary>Random words are Philox4x32-10 of their counters.</summary>
public abstract class RandomWordsTests
{
    private protected abstract IAccelerator Device { get; }

    [AcceleratorFact]
    public void RandomWords_AreTheKnownAnswers()
    {
        AssertWords(0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        AssertWords(ulong.MaxValue, ulong.MaxValue, uint.MaxValue, uint.MaxValue, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        AssertWords(0x299f31d0a4093822, 0x85a308d3243f6a88, 0x13198a2e, 0x03707344, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    [AcceleratorFact]
    public void RandomWords_EqualTheGenerator_AtEveryLength()
    {
        foreach (int length in (int[])[.. Inputs.Lengths, (1 << 20) + 3]) // the last takes several launches
        {
            const ulong first = 0xFFFFFFF0; // the counter carries into its high word
            var words = new uint[length];
            Device.RandomWords(0x123456789ABCDEF0, first, 7, 9, words);
            for (int i = 0; i < length; i++)
            {
                ulong id = first + (ulong)(i / 4);
                (uint, uint, uint, uint) block = KeyedRandom.Philox((uint)id, (uint)(id >> 32), 7, 9, 0x9ABCDEF0, 0x12345678);
                uint expected = (i % 4) switch { 0 => block.Item1, 1 => block.Item2, 2 => block.Item3, _ => block.Item4 };
                if (words[i] != expected)
                    Assert.Fail($"word {i} of {length} is {words[i]}, not {expected}");
            }
        }
    }

    [AcceleratorFact]
    public void RandomWords_Stop_WhenCancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => Device.RandomWords(1, 0, 0, 0, new uint[100], new CancellationToken(true)));

    private void AssertWords(ulong seed, ulong first, uint counter2, uint counter3, params uint[] expected)
    {
        var words = new uint[4];
        Device.RandomWords(seed, first, counter2, counter3, words);
        Assert.Equal(expected, words);
    }
}

/// <summary>On the threads of this process.</summary>
public sealed class CpuRandomWordsTests : RandomWordsTests
{
    private protected override IAccelerator Device => TestDevices.Cpu;
}

/// <summary>On a device driven by ILGPU.</summary>
[Trait("Device", "Gpu")]
public sealed class GpuRandomWordsTests : RandomWordsTests
{
    private protected override IAccelerator Device => TestDevices.Gpu;
}
