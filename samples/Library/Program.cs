using GraphSparse.Samples;

// Each program of docs/guide/library.md is a file here: dotnet run --project samples/Library -- own-score datasets/networks/as-22july06.parquet
switch (args)
{
    case ["own-score", var network]:
        OwnScore.Run(network);
        return 0;
    case ["updates", var network]:
        DynamicUpdates.Run(network);
        return 0;
    case ["walks", var network]:
        WalksToArrays.Run(network);
        return 0;
    case ["parquet", var network, var folder]:
        await ParquetInAndOut.Run(network, folder);
        return 0;
    default:
        Console.Error.WriteLine("Usage: own-score NETWORK | updates NETWORK | walks NETWORK | parquet NETWORK FOLDER");
        return 2;
}
