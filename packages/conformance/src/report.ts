// Formats findings: groups equal ones, worst first, as text or JSON.
import { type Finding, type Level, LEVELS } from './finding.ts';
import type { Verdict } from './gaps.ts';

/** Equal findings of several records; `at` is the first one. */
interface FindingGroup extends Finding {
  readonly count: number;
}

/** Result of a run. */
export interface Report extends Verdict {
  readonly profile: string;
  readonly checked: Readonly<Record<string, number>>;
  readonly skipped: number;
}

/** Groups equal findings, worst first. Messages may differ in their values. */
function group(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, Finding & { count: number }>();
  for (const found of findings) {
    const { id, level, signal, name, attribute } = found;
    const key = JSON.stringify([id, level, signal, name, attribute]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { ...found, count: 1 });
    else known.count++;
  }
  const rank = ({ level }: Finding): number => LEVELS.indexOf(level);
  return [...groups.values()].toSorted(
    (one, other) => rank(one) - rank(other) || one.id.localeCompare(other.id),
  );
}

/** Whether a run passes: no undeclared violation, and no closed gap. */
export function hasPassed({ open, closed }: Verdict): boolean {
  return closed.length === 0 && !open.some(({ level }) => level === 'violation');
}

/** The report for people: findings of `lowest` level and above, closed gaps, a summary. */
export function toText(report: Report, lowest: Level): string {
  const { open, declared, closed, checked, skipped, profile } = report;
  const isShown = ({ level }: Finding): boolean => LEVELS.indexOf(level) <= LEVELS.indexOf(lowest);
  const counts = LEVELS.map((level) => `${open.filter((f) => f.level === level).length} ${level}`);
  const records = Object.entries(checked).map(([signal, count]) => `${count} ${signal}`);
  return [
    ...group(open.filter(isShown)).map(toLine),
    ...closed.map(
      (gap) =>
        `closed gap  ${[gap.id, gap.signal, gap.name, gap.attribute].filter(Boolean).join(' ')}\n    it no longer occurs ("${gap.reason}"); take it out of the gaps file`,
    ),
    `${hasPassed(report) ? 'passed' : 'failed'}, profile ${profile}: ${counts.join(', ')}, ${declared.length} declared as gaps, ${closed.length} closed gaps`,
    `checked ${records.join(', ')}; ${skipped} other records left out`,
  ].join('\n');
}

function toLine({ level, id, signal, name, message, count, at }: FindingGroup): string {
  const times = count === 1 ? '' : ` (${count} times)`;
  return `${level}  ${id}  ${signal} ${name}${times}\n    ${message}\n    at ${at}`;
}

/** The report for programs. */
export function toJson(report: Report): string {
  const { open, declared, closed, checked, skipped, profile } = report;
  return JSON.stringify(
    {
      passed: hasPassed(report),
      profile,
      checked,
      skipped,
      findings: group(open),
      declared: group(declared),
      closed,
    },
    undefined,
    2,
  );
}
