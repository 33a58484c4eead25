// Library API to store and query call records.

export { Failure } from './failure.ts';
export { type CallRecord } from './reader/parse-line.ts';
export { type LogReport } from './store/ingest.ts';
export { type Condition, type Filter, type Operator } from './store/filter.ts';
export { statistics, type Statistics, type StatisticsOptions } from './store/statistics.ts';
export type { Page } from './store/page.ts';
export { Store, type StoreOptions } from './store/store.ts';
export { DuckDbStorage } from './storage/duckdb-storage.ts';
export { FileStorage } from './storage/file-storage.ts';
export { type LogStorage, type StorageQuery } from './storage/log-storage.ts';
export { MemoryStorage } from './storage/memory-storage.ts';
