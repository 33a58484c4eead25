// The names of log files: those that llm-otel gives, any other `*.jsonl`, and those that logrotate makes of
// them with a number or a date, before or behind the extension, and compressed.

const ROTATION = String.raw`[-._]\d[-\dT_]*`;
const EXTENSION = String.raw`(?<before>${ROTATION})?\.jsonl(?<after>${ROTATION})?(?:\.(?:gz|zst))?$`;
/** A part has fewer digits than a date. */
const OURS = new RegExp(
  String.raw`^(?<stem>llm_logs_(?<day>\d{4}-\d\d-\d\d))(?:\.(?<part>\d{3,7})(?!\d))?${EXTENSION}`,
);
const OTHER = new RegExp(`^(?<stem>[^.].*?)${EXTENSION}`);
/** A date has at least as many digits; what has fewer is a number that grows with age. */
const DATE_DIGITS = 6;

/** What the name of a log file says. */
export interface LogName {
  /** `YYYY-MM-DD` in UTC, for files that llm-otel wrote. */
  readonly day: string | undefined;
  /** 0 is the first of its day. */
  readonly part: number;
  /** Before what is rotated. */
  readonly stem: string;
  /** The digits of the rotation; absent for a file that may still grow. */
  readonly rotation: string | undefined;
}

/** The parts of `name`, or nothing if it is not that of a log file. */
export function parseLogName(name: string): LogName | undefined {
  const { groups } = OURS.exec(name) ?? OTHER.exec(name) ?? {};
  if (groups === undefined) return undefined;
  const { stem, day, part = '0', before = '', after = '' } = groups as Record<string, string>;
  const digits = `${before}${after}`.replace(/\D/g, '');
  return {
    stem: stem!,
    day,
    part: Number(part),
    rotation: digits === '' ? undefined : digits,
  };
}

/** Sorts names with their parts so that older records come first. */
export function byAge(
  [nameA, a]: readonly [string, LogName],
  [nameB, b]: readonly [string, LogName],
): number {
  if (a.stem !== b.stem) return a.stem < b.stem ? -1 : 1;
  return a.part - b.part || compareRotations(a.rotation, b.rotation) || (nameA < nameB ? -1 : 1);
}

/** Dates first, the oldest first; then numbers, the highest first; then the file itself. */
function compareRotations(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  const isDateA = a.length >= DATE_DIGITS;
  if (isDateA !== b.length >= DATE_DIGITS) return isDateA ? -1 : 1;
  if (isDateA) return a < b ? -1 : 1;
  return Number(b) - Number(a);
}
