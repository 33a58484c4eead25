// The settings of the call log, apart from where it stands: part of the table in table.ts.

/** Rows of the table of settings. */
export const CALL_LOG_SETTINGS = {
  logMaxBytes: {
    variable: 'LLM_OTEL_LOG_MAX_BYTES',
    quantity: 'size',
    default: '100MB',
    text: 'Maximum size of a file of call records. Further records of the same day go to the next file: `.001`, `.002`.',
  },
  logRetentionDays: {
    variable: 'LLM_OTEL_LOG_RETENTION_DAYS',
    quantity: 'days',
    text: 'How many days before today the files of call records are kept. Unset: forever.',
  },
  logRetentionBytes: {
    variable: 'LLM_OTEL_LOG_RETENTION_BYTES',
    quantity: 'size',
    text: 'Maximum total size of all files of call records. Above it the oldest files are removed, but never those of today. Unset: no limit.',
  },
  logFsync: {
    variable: 'LLM_OTEL_LOG_FSYNC',
    values: ['none', 'interval', 'each'],
    default: 'none',
    text: 'When call records are synced to disk: when the operating system decides (`none`), once a second (`interval`), or after each write (`each`). A process crash never loses records; a machine crash may.',
  },
  logMode: {
    variable: 'LLM_OTEL_LOG_MODE',
    values: ['sync', 'batch'],
    default: 'sync',
    text: 'Whether each call record is written immediately (`sync`), or several together (`batch`): after 64 KB, after 200 ms or at exit. A killed process loses the records that are still waiting.',
  },
  logStarted: {
    variable: 'LLM_OTEL_LOG_STARTED',
    values: ['0', '1'],
    default: '0',
    text: '`1` also writes a record `request_started` when an operation starts. It shows what a process was doing when it was killed, and doubles the number of lines.',
  },
} as const;

/** Parsed settings. Sizes are in bytes. */
export interface CallLogConfig {
  readonly logMaxBytes: number;
  readonly logRetentionDays: number | undefined;
  readonly logRetentionBytes: number | undefined;
  readonly logFsync: 'none' | 'interval' | 'each';
  readonly logMode: 'sync' | 'batch';
  readonly logStarted: '0' | '1';
}
