// Jaeger's configs for storage, with what is merged between jaeger.yaml and them; and a key of each file, for the check that
// a misspelt one is found.

/** A file of this directory, without `.yaml`. */
export interface StorageForm {
  readonly file: string;
  readonly before?: string;
  readonly key: string;
}

export const storageForms: readonly StorageForm[] = [
  { file: 'jaeger-cassandra', key: 'replication_factor' },
  { file: 'jaeger-opensearch', key: 'bulk_processing' },
  { file: 'jaeger-elasticsearch', key: 'bulk_processing' },
  { file: 'jaeger-clickhouse', key: 'create_schema' },
  { file: 'jaeger-kafka', before: 'jaeger-cassandra', key: 'message_marking' },
];
