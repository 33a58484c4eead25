// Declared gaps: known findings that are accepted for a reason. A gap that no longer occurs must
// be removed, so that the file stays accurate.
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Profile } from './conventions/profiles.ts';
import type { Finding } from './finding.ts';
import schema from './gaps.schema.json' with { type: 'json' };
import { InputError } from './otlp/input-error.ts';
import { readJson } from './registry/extension.ts';
import { toPattern } from './registry/pattern.ts';

/** A declared gap: the findings it accepts, and the reason. `*` matches any characters. */
export interface Gap {
  /** The profile of the gap; all profiles if it is missing. */
  readonly profile?: Profile;
  readonly id: string;
  readonly signal?: string;
  readonly name?: string;
  readonly attribute?: string;
  readonly reason: string;
}

/** Findings sorted by whether a gap declares them. */
export interface Verdict {
  readonly open: readonly Finding[];
  readonly declared: readonly Finding[];
  /** Gaps without a finding: closed, to be removed from the file. */
  readonly closed: readonly Gap[];
}

const validate = new Ajv2020({ allErrors: true }).compile<readonly Gap[]>(schema);

/** Reads a gap file. @throws {InputError} naming the field that is not understood */
export function readGaps(path: string): readonly Gap[] {
  const file = readJson(path, 'gaps file');
  if (validate(file)) return file;
  const problems = (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
  );
  throw new InputError(
    `the gaps file ${path} is not understood: ${problems.join('; ')}; each gap has an id, a reason and, if needed, profile, signal, name, attribute`,
  );
}

/** Sorts findings by whether one of the gaps of this profile declares them. */
export function judge(
  findings: readonly Finding[],
  gaps: readonly Gap[],
  profile: Profile,
): Verdict {
  const valid = gaps.filter((gap) => gap.profile === undefined || gap.profile === profile);
  const used = new Set<Gap>();
  const open: Finding[] = [];
  const declared: Finding[] = [];
  for (const found of findings) {
    const fitting = valid.filter((gap) => declares(gap, found));
    for (const gap of fitting) used.add(gap);
    (fitting.length === 0 ? open : declared).push(found);
  }
  return { open, declared, closed: valid.filter((gap) => !used.has(gap)) };
}

function declares(gap: Gap, found: Finding): boolean {
  // Information is no gap, and must not keep one open.
  if (found.level === 'information') return false;
  return (['id', 'signal', 'name', 'attribute'] as const).every((field) => {
    const pattern = gap[field];
    return pattern === undefined || toPattern(pattern).test(found[field] ?? '');
  });
}
