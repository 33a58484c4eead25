// The settings of the call log, apart from where it stands: part of the table in config.ts.

/** Rows of the table of settings. */
export const CALL_LOG_SETTINGS = {
  logMaxBytes: {
    variable: 'LLM_OTEL_LOG_MAX_BYTES',
    quantity: 'size',
    default: '100MB',
    text: 'Size of a file of call records. What comes after it on the same day goes to the next one: `.001`, `.002`.',
  },
  logRetentionDays: {
    variable: 'LLM_OTEL_LOG_RETENTION_DAYS',
    quantity: 'days',
    text: 'How many days before today keep their files of call records. Unset: all.',
  },
  logRetentionBytes: {
    variable: 'LLM_OTEL_LOG_RETENTION_BYTES',
    quantity: 'size',
    text: 'How much all files of call records may take. Beyond it the oldest go, never those of today. Unset: no limit.',
  },
  logFsync: {
    variable: 'LLM_OTEL_LOG_FSYNC',
    values: ['none', 'interval', 'each'],
    default: 'none',
    text: 'When call records are forced to the disk: whenever the operating system does it, once a second, or after each write. A process that dies loses nothing either way, a machine that does may.',
  },
  logMode: {
    variable: 'LLM_OTEL_LOG_MODE',
    values: ['sync', 'batch'],
    default: 'sync',
    text: 'Whether each call record is written at once, or several together: after 64 KB, 200 ms or at the exit. A process that is killed loses those that wait.',
  },
  logStarted: {
    variable: 'LLM_OTEL_LOG_STARTED',
    values: ['0', '1'],
    default: '0',
    text: '`1` also writes a record `request_started` when an operation starts: it tells what a process was doing when it was killed, and doubles the lines.',
  },
} as const;

/** What they come to. Sizes are in bytes. */
export interface CallLogConfig {
  readonly logMaxBytes: number;
  readonly logRetentionDays: number | undefined;
  readonly logRetentionBytes: number | undefined;
  readonly logFsync: 'none' | 'interval' | 'each';
  readonly logMode: 'sync' | 'batch';
  readonly logStarted: '0' | '1';
}
