// Lets DuckDB or hyparquet read files and writes all their values beside them, as FILE.duckdb.json or FILE.hyparquet.json:
// an object of columns, each an array of rows; 64-bit integers and non-finite numbers as strings.
// Usage: node read.mjs duckdb|hyparquet FILE...
import { readFile, writeFile } from 'node:fs/promises';

const [reader, ...files] = process.argv.slice(2);

const plain = value => {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value, plain);
  return value;
};

const readers = {
  async duckdb() {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    return async file => {
      const result = await connection.runAndReadAll(`from read_parquet('${file}')`);
      const columns = result.getColumnsJS();
      return Object.fromEntries(result.columnNames().map((name, i) => [name, columns[i].map(plain)]));
    };
  },
  async hyparquet() {
    const { parquetReadObjects } = await import('hyparquet');
    const { compressors } = await import('hyparquet-compressors');
    return async file => {
      const bytes = await readFile(file);
      const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
      const rows = await parquetReadObjects({
        file: { byteLength: buffer.byteLength, slice: (start, end) => buffer.slice(start, end) },
        compressors,
      });
      const columns = {};
      for (const row of rows) {
        for (const [name, value] of Object.entries(row)) (columns[name] ??= []).push(plain(value));
      }
      return columns;
    };
  },
};

const read = await readers[reader]();
for (const file of files) {
  await writeFile(`${file}.${reader}.json`, JSON.stringify(await read(file)));
}
