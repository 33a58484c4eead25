// The commands: what the help says of each, and where it is.

import type { Command } from 'commander';

/** A command that is loaded when it is needed: all of them take longer than most answers. */
export interface Listed {
  /** Arguments, as the help shows them. */
  readonly takes?: string;
  readonly description: string;
  load(): Promise<Command>;
}

/** By name, in the order of the help. */
export const COMMANDS: Readonly<Record<string, Listed>> = {
  logs: {
    description: 'the newest records, oldest first',
    load: async () => (await import('./commands/logs.ts')).logsCommand(),
  },
  tail: {
    description: 'the newest records, and those to come, until Ctrl-C; with --json as JSON lines',
    load: async () => (await import('./commands/tail.ts')).tailCommand(),
  },
  get: {
    takes: '<request_id>',
    description: 'one record, with the feedback about it',
    load: async () => (await import('./commands/get.ts')).getCommand(),
  },
  trace: {
    takes: '<id>',
    description: 'the operations of a trace as a tree, with their times',
    load: async () => (await import('./commands/trace.ts')).traceCommand(),
  },
  session: {
    takes: '<id>',
    description: 'what happened in a session or a conversation',
    load: async () => (await import('./commands/session.ts')).sessionCommand(),
  },
  stats: {
    description: 'how many calls, how slow, how much',
    load: async () => (await import('./commands/stats.ts')).statsCommand(),
  },
  top: {
    description: 'the slowest, dearest, most used, most failing or best judged',
    load: async () => (await import('./commands/top.ts')).topCommand(),
  },
  compare: {
    description: 'groups of calls side by side, with 95 % confidence intervals',
    load: async () => (await import('./commands/compare.ts')).compareCommand(),
  },
  search: {
    takes: '<text>',
    description:
      'records that contain a text, in any field; in content too where that was captured',
    load: async () => (await import('./commands/search.ts')).searchCommand(),
  },
  similar: {
    description: 'calls with the same prompt: was it seen before, and how did that go',
    load: async () => (await import('./commands/similar.ts')).similarCommand(),
  },
  anomalies: {
    description: 'spans of time that are not as usual, by robust z-scores',
    load: async () => (await import('./commands/anomalies.ts')).anomaliesCommand(),
  },
  export: {
    description: 'records for other programs; Parquet has no content',
    load: async () => (await import('./commands/export.ts')).exportCommand(),
  },
  compact: {
    description: 'makes one file of the many of a day and a service in an archive of Parquet',
    load: async () => (await import('./commands/compact.ts')).compactCommand(),
  },
  import: {
    takes: '<files...>',
    description:
      'adds traces of OTLP files, of any instrumentation, to the log; a span is added once',
    load: async () => (await import('./commands/import.ts')).importCommand(),
  },
  replay: {
    takes: '<files...>',
    description: "sends the collector's JSON Lines, or call records as spans, to an OTLP endpoint",
    load: async () => (await import('./commands/replay.ts')).replayCommand(),
  },
  prune: {
    description: 'removes old files of the log, never those of today',
    load: async () => (await import('./commands/prune.ts')).pruneCommand(),
  },
  migrate: {
    description: 'rewrites records of version 0.1 as 1.0; the files of today are left for tomorrow',
    load: async () => (await import('./commands/migrate.ts')).migrateCommand(),
  },
  feedback: {
    takes: '<request_id>',
    description:
      'writes down what a user says of a call: as a record, and as an event if there is an endpoint',
    load: async () => (await import('./commands/feedback.ts')).feedbackCommand(),
  },
  prices: {
    takes: '[model]',
    description: 'what a model costs, at whom, and from where that is known',
    load: async () => (await import('./commands/prices.ts')).pricesCommand(),
  },
  reprice: {
    description:
      'what the recorded calls cost by the prices of today, of another day, or of your own; changes nothing without --write',
    load: async () => (await import('./commands/reprice.ts')).repriceCommand(),
  },
  schema: {
    description: 'the JSON Schema of call records',
    load: async () => (await import('./commands/schema.ts')).schemaCommand(),
  },
  sql: {
    takes: '<query>',
    description: "a question of your own over the table `calls`, in DuckDB's SQL",
    load: async () => (await import('./commands/sql.ts')).sqlCommand(),
  },
  serve: {
    description: 'a page and an HTTP API for the log, on this machine alone unless told',
    load: async () => (await import('./commands/serve.ts')).serveCommand(),
  },
  doctor: {
    description: 'what is in the directory of the logs, what is damaged, and how the cache is',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  },
};
