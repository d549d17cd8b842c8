using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GraphSparse.IO;

/// <summary>Reads a matrix that NumPy wrote (.npy): floating-point numbers or integers, row after row.</summary>
internal static partial class NumPyMatrix
{
    private const int MostColumns = 1 << 20;

    /// <summary>Rows one after the other, in single precision.</summary>
    /// <exception cref="GraphFormatException">It is no such file; says why.</exception>
    /// <exception cref="ResourceLimitException">It does not fit the memory.</exception>
    public static (LargeArray<float> Values, int Rows, int Columns) Read(Stream stream, MemoryBudget budget, CancellationToken cancellationToken)
    {
        Span<byte> head = stackalloc byte[12];
        ReadAll(stream, head[..8]);
        if (head[0] != 0x93 || !head[1..6].SequenceEqual("NUMPY"u8) || head[6] is < 1 or > 3)
            throw new GraphFormatException("does not begin as NumPy's .npy files do");
        int lengthBytes = head[6] == 1 ? 2 : 4;
        ReadAll(stream, head[8..(8 + lengthBytes)]);
        uint length = lengthBytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(head[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
        if (length > 1 << 16)
            throw new GraphFormatException($"has a header of {length} bytes");
        var text = new byte[length];
        ReadAll(stream, text);
        string header = Encoding.Latin1.GetString(text);
        Match found = Header().Match(header);
        if (!found.Success)
            throw new GraphFormatException($"has a header that is not understood: {GraphFormatException.Excerpt(text)}");
        if (Order().Match(header) is not { Success: true } order || order.Groups[1].Value != "False")
            throw new GraphFormatException("holds its matrix column after column (Fortran order); save numpy.ascontiguousarray of it");
        if (Shape().Match(header) is not { Success: true } shape
            || !int.TryParse(shape.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int rows)
            || !int.TryParse(shape.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int columns) || columns is 0 or > MostColumns)
        {
            throw new GraphFormatException("does not hold a matrix of rows and columns");
        }

        (int size, Action<byte[], float[]> convert) = Converter(found.Groups[1].Value);
        budget.Ensure((long)rows * columns * sizeof(float), "the matrix of vectors");
        LargeArray<float> values = LargeArray<float>.Allocate((long)rows * columns);
        var bytes = new byte[columns * size];
        var row = new float[columns];
        for (int u = 0; u < rows; u++)
        {
            if ((u & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ReadAll(stream, bytes);
            convert(bytes, row);
            row.CopyTo(values.Slice((long)u * columns, columns));
        }

        return stream.ReadByte() < 0 ? (values, rows, columns) : throw new GraphFormatException($"has more bytes than a matrix of {rows} × {columns}");
    }

    private static (int Size, Action<byte[], float[]> Convert) Converter(string type) => type switch
    {
        "<f4" => (4, (bytes, row) =>
        {
            for (int j = 0; j < row.Length; j++)
                row[j] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * j));
        }),
        "<f8" => (8, (bytes, row) =>
        {
            for (int j = 0; j < row.Length; j++)
                row[j] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 * j));
        }),
        "<f2" => (2, (bytes, row) =>
        {
            for (int j = 0; j < row.Length; j++)
                row[j] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(2 * j));
        }),
        "|i1" => (1, (bytes, row) =>
        {
            for (int j = 0; j < row.Length; j++)
                row[j] = (sbyte)bytes[j];
        }),
        "<i4" => (4, (bytes, row) =>
        {
            for (int j = 0; j < row.Length; j++)
                row[j] = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4 * j));
        }),
        "<i8" => (8, (bytes, row) =>
        {
            for (int j = 0; j < row.Length; j++)
                row[j] = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 * j));
        }),
        _ => throw new GraphFormatException($"holds values of type '{type}'; read are <f2, <f4, <f8, |i1, <i4 and <i8"),
    };

    private static void ReadAll(Stream stream, Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new GraphFormatException("ends before its matrix does");
    }

    [GeneratedRegex(@"'descr':\s*'([^']*)'")]
    private static partial Regex Header();

    [GeneratedRegex(@"'fortran_order':\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape':\s*\((\d+),\s*(\d+),?\s*\)")]
    private static partial Regex Shape();
}
