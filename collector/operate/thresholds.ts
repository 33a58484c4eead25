// Windows and thresholds of all rules: the one table to change. A test generates the rules with shorter windows.

/** When alerts fire. Shares are of 1, times in seconds, money in US dollars. */
export const THRESHOLDS = {
  /** Fewer calls in a window say nothing about a share of them. */
  leastCalls: 20,
  errorRate: 0.05,
  /** A segment of users against its service. */
  segmentRise: 1.5,
  timeoutRate: 0.02,
  rateLimitRate: 0.05,
  /** Objectives: the share of calls that succeed, end in time, or send their first chunk in time. */
  availability: 0.99,
  inTime: 0.95,
  /** Bounds of buckets. */
  latency: 20.48,
  firstChunk: 5.12,
  p95: 20,
  queueFill: 0.8,
  /** Of the spans in the files, how many Jaeger may lack: both count them at different moments. */
  lackingInJaeger: 0.02,
  dollarsPerHour: 5,
  dollarsPerDay: 50,
  /** Smaller sums are no spike, whatever they are compared with. */
  leastDollars: 0.5,
  spike: 3,
  unpriced: 0.2,
  tokensPerCall: 2,
  promptGrowth: 1.5,
  hitRate: 0.8,
  hitRateDrop: 0.2,
  emptyRate: 0.2,
  negativeFeedback: 0.2,
  followUpRise: 1.5,
  flatErrorRise: 1.2,
  scoreDrop: 0.8,
  blocked: 0.1,
  filtered: 0.05,
  lengthStops: 0.2,
  toolFailures: 0.1,
  cacheHitDrop: 0.5,
  leastCacheHits: 0.1,
  /** Standard deviations. */
  deviation: 3,
} as const;

/** Where alerts say that the runbook is: relative to this repository, until it is an address of yours. */
export const RUNBOOK = 'collector/RUNBOOK.md';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const SECONDS = {
  short: 5 * MINUTE,
  medium: 30 * MINUTE,
  hour: HOUR,
  sixHours: 6 * HOUR,
  day: DAY,
  week: 7 * DAY,
  /** How long a condition holds before its alert fires. */
  soon: 2 * MINUTE,
  patient: 10 * MINUTE,
};

/** Durations as Prometheus writes them. */
export type Windows = Readonly<Record<keyof typeof SECONDS, string>>;

/** All windows, divided by `scale`. */
export function windows(scale = 1): Windows {
  return Object.fromEntries(
    Object.entries(SECONDS).map(([name, seconds]) => [name, duration(seconds / scale)]),
  ) as Windows;
}

function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole % DAY === 0) return `${whole / DAY}d`;
  if (whole % HOUR === 0) return `${whole / HOUR}h`;
  return whole % MINUTE === 0 ? `${whole / MINUTE}m` : `${whole}s`;
}
