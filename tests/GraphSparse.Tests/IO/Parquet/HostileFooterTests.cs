using GraphSparse.IO.Parquet;

namespace GraphSparse.Tests.IO.Parquet;

/// <summary>A footer of a few megabytes does not take many times its size in memory, whatever it lists.</summary>
public class HostileFooterTests
{
    private const int Bytes = 4 << 20;

    [Theory]
    [InlineData("chunks", "has 4194304 columns, the schema 1")]
    [InlineData("row groups", "row groups of 1 columns in a file of 4 bytes")]
    [InlineData("row groups without columns", "row groups of 0 columns in a file of 4 bytes")]
    public void Open_Refuses_WhatTheFileCannotHold(string what, string says)
    {
        byte[] file = Hostile(what);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<GraphFormatException>(() => ParquetFile.Open(file, "memory"));
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.True(taken < 1 << 20, $"{taken} bytes for a footer of {file.Length}");
    }

    [Theory]
    [InlineData("columns")]
    [InlineData("keys")]
    [InlineData("chunk metadata")]
    [InlineData("statistics")]
    [InlineData("empty chunks")]
    public void Open_CountsTheFooter_AgainstTheLimit(string what)
    {
        byte[] file = Hostile(what);
        const long Limit = 24 << 20;
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ResourceLimitException>(() => ParquetFile.Open(file, "memory", Limit));
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Contains("footer", error.Message, StringComparison.Ordinal);
        Assert.True(taken < 2 * Limit, $"{taken} bytes where {Limit} were allowed");   // lists that grow are there twice
    }

    internal static byte[] Hostile(string what)
    {
        using var footer = new ByteSink();
        var writer = new ThriftWriter(footer);
        bool isWide = what is "columns" or "chunk metadata" or "statistics" or "empty chunks";
        int leaves = what switch { "row groups without columns" => 0, "columns" => Bytes / 6, "chunk metadata" => Bytes / 16, "statistics" => Bytes / 24, "empty chunks" => Bytes / 7, _ => 1 };
        writer.BeginElement();
        writer.BeginList(2, ThriftType.Struct, leaves + 1);
        writer.BeginElement();
        writer.Text(4, "");
        writer.Int32(5, leaves);
        writer.EndStruct();
        for (int i = 0; i < leaves; i++)
        {
            writer.BeginElement();
            writer.Int32(1, 1);
            writer.Text(4, "");
            writer.EndStruct();
        }

        writer.Int64(3, 0);
        if (what == "chunks")
        {
            writer.BeginList(4, ThriftType.Struct, 1);
            writer.BeginElement();
            writer.BeginList(1, ThriftType.Struct, Bytes);
            footer.Add(new byte[Bytes]);
            writer.Int64(3, 0);
            writer.EndStruct();
        }
        else if (what.StartsWith("row groups", StringComparison.Ordinal))
        {
            writer.BeginList(4, ThriftType.Struct, Bytes / 3);
            for (int i = 0; i < Bytes / 3; i++)
            {
                writer.BeginElement();
                writer.Int64(3, 0);
                writer.EndStruct();
            }
        }
        else if (isWide && what != "columns")
        {
            writer.BeginList(4, ThriftType.Struct, 1);
            writer.BeginElement();
            writer.BeginList(1, ThriftType.Struct, leaves);
            for (int i = 0; i < leaves; i++)
                WriteChunk(writer, what);
            writer.Int64(3, 0);
            writer.EndStruct();
        }
        else if (what == "keys")
        {
            writer.BeginList(5, ThriftType.Struct, Bytes / 8);
            for (int i = 0; i < Bytes / 8; i++)
            {
                writer.BeginElement();
                writer.Text(1, $"{i:x5}");
                writer.EndStruct();
            }
        }

        writer.EndStruct();
        using var file = new ByteSink();
        file.Add("PAR1"u8);
        file.Add(footer.Bytes);
        file.AddInt32(footer.Length);
        file.Add("PAR1"u8);
        return file.Bytes.ToArray();
    }

    private static void WriteChunk(ThriftWriter writer, string what)
    {
        writer.BeginElement();
        if (what != "empty chunks")
        {
            writer.BeginStruct(3);
            writer.Int32(1, 1);
            writer.Int64(5, 0);
            writer.Int64(7, 0);
            writer.Int64(9, 0);
            if (what == "statistics")
            {
                writer.BeginStruct(12);
                writer.Binary(5, [1]);
                writer.Binary(6, [1]);
                writer.EndStruct();
            }

            writer.EndStruct();
        }

        writer.EndStruct();
    }
}

/// <summary>What the whole program holds can be measured only while no other test runs.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public class AloneCollection;

/// <summary>The memory that a footer is counted with is not below what is held.</summary>
[Collection("Alone")]
public class FooterMemoryTests
{
    [Theory]
    [InlineData("columns", 64)]
    [InlineData("keys", 64)]
    [InlineData("chunk metadata", 64)]
    [InlineData("statistics", 64)]
    [InlineData("empty chunks", 64)]
    public void Open_TakesNoMoreThanItCounts(string what, int most)
    {
        byte[] file = HostileFooterTests.Hostile(what);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using ParquetFile opened = ParquetFile.Open(file, "memory");
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(held < most * (long)file.Length, $"{held} bytes for {file.Length}");

        // The limit that is just too low for what is held refuses the file: the count is not below the truth.
        Assert.Throws<ResourceLimitException>(() => ParquetFile.Open(file, "memory", (long)(0.9 * held)));
    }
}
