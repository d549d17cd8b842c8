namespace GraphSparse.IO.Parquet;

/// <summary>A Thrift struct that is read field by field with <see cref="ThriftReader.ReadStruct{T}(ref T)"/>. What it holds before is what absent fields mean.</summary>
internal interface IThriftStruct
{
    /// <summary>Reads the value of one field; false where the field is of no interest and nothing was read.</summary>
    bool TryRead(ref ThriftReader reader, ThriftField field);
}
