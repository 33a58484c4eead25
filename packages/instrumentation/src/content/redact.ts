// Redacts a text before it leaves the process: with this package's rules, then with the application's
// patterns and hook. If one of these fails, the whole text is removed.

import { CleanTexts } from './clean-texts.ts';
import { processState } from '../foundation/process-state.ts';
import path from 'node:path';
import { config } from '../settings/settings.ts';
import type { Config } from '../settings/table.ts';
import { say } from '../foundation/say.ts';
import { installedEngine } from './installed/engine.ts';
import { installedPlans, phonesOf } from './installed/phones.ts';
import { redactField } from './redaction/fields.ts';
import { recogniseRegions, type IsPhone } from './redaction/personal/known-regions.ts';
import { redactText } from './redaction/redact-text.ts';
import { compileUserPatterns } from './redaction/user-patterns.ts';

/** Replaces a text that must not be shown. */
export const REDACTED = '[REDACTED]';

/**
 * Redacts further after the rules of this package. If it throws, or returns anything but a string,
 * the whole text becomes `[REDACTED]`.
 */
export type RedactionHook = (text: string) => string;

type Step = (text: string) => string;

interface Steps {
  readonly rules: { readonly personalData: boolean };
  /** After the rules. */
  readonly further: readonly Step[];
  readonly clean: CleanTexts;
  readonly revision: number;
}

let steps: Steps | undefined;
const own = processState<{ hook: RedactionHook | undefined; revision: number }>(
  'redaction-hook',
  () => ({ hook: undefined, revision: 0 }),
);

/** From now on redacts with `hook` instead of `LLM_OTEL_REDACT_HOOK`. */
export function setRedactionHook(hook: RedactionHook | undefined): void {
  own.hook = hook;
  own.revision += 1;
}

/**
 * Texts that the usual rules read through. A pattern is compiled when it is first used, and once more the second time;
 * those for digits take 5 ms together.
 */
const MODEL = 'chat_completions of claude-haiku-4-5-20251001 at api.example.com';
const CONTENT = 'On 2026-11-29 at 10:30, 192 calls to 127.0.0.1:4318';

/** Loads the packages that redaction with these settings uses, and compiles the usual patterns. */
export function loadRules(settings: Config): void {
  const { redact: what, captureContent, redactPatterns, phoneRegions } = settings;
  const personalData = what === 'all';
  const isRecorded = captureContent !== 'false' && captureContent !== 'no_content';
  for (const text of isRecorded ? [MODEL, CONTENT] : [MODEL]) {
    redactText(text, { personalData });
    redactText(text, { personalData });
  }
  if (redactPatterns !== undefined) installedEngine();
  if (phoneRegions !== undefined) installedPlans();
}

/** Whether the application redacts nothing by itself: no patterns and no hook. */
export function hasOnlyOwnRules(): boolean {
  if (steps?.revision !== own.revision) steps = prepare();
  return steps.further.length === 0;
}

/** Changes with the hook: what was redacted before may now be redacted differently. */
export function redactionRevision(): number {
  return own.revision;
}

/**
 * `text` without sensitive data; `name`: of the field that has it, such as `phone`, which tells what its
 * digits are. All texts pass here: what leaves is well-formed. Never throws.
 */
export function redact(text: string, name?: string): string {
  try {
    if (steps?.revision !== own.revision) steps = prepare();
    const { rules, further, clean } = steps;
    // A hook may answer anew each time.
    const isRepeatable = name === undefined && further.length === 0;
    if (isRepeatable && clean.has(text)) return text;
    let redacted = name === undefined ? redactText(text, rules) : redactField(name, text, rules);
    for (const step of further) redacted = step(redacted);
    redacted = redacted.toWellFormed();
    if (isRepeatable && redacted === text) clean.add(text);
    return redacted;
  } catch {
    return REDACTED;
  }
}

function prepare(): Steps {
  recogniseRegions(phoneDecision(config().phoneRegions));
  const patterns = patternStep(config().redactPatterns);
  const hook = own.hook ?? loadHook(config().redactHook);
  return {
    rules: { personalData: config().redact === 'all' },
    further: [
      ...(patterns === undefined ? [] : [patterns]),
      ...(hook === undefined ? [] : [guarded(hook)]),
    ],
    clean: new CleanTexts(),
    revision: own.revision,
  };
}

/** What cannot be used is reported: the other rules still find the usual spellings. */
function phoneDecision(regions: string | undefined): IsPhone | undefined {
  if (regions === undefined) return undefined;
  const { isPhone, problem } = phonesOf(regions);
  if (problem !== undefined) say(`LLM_OTEL_PHONE_REGIONS=${JSON.stringify(regions)}: ${problem}`);
  return isPhone;
}

/** Blocks every text if a pattern of the application is invalid. */
function patternStep(json: string | undefined): Step | undefined {
  if (json === undefined) return undefined;
  const sources = toList(json);
  if (sources === undefined) {
    return closed(
      `LLM_OTEL_REDACT_PATTERNS=${JSON.stringify(json)} is no JSON list of texts such as ["EMP-[0-9]{6}"]`,
    );
  }
  const { redact: step, problems } = compileUserPatterns(sources, installedEngine());
  return problems.length > 0 ? closed(`LLM_OTEL_REDACT_PATTERNS: ${problems.join('; ')}`) : step;
}

function toList(json: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(json);
    const isList = Array.isArray(list) && list.every((item) => typeof item === 'string');
    return isList ? list : undefined;
  } catch {
    return undefined;
  }
}

function loadHook(file: string | undefined): RedactionHook | undefined {
  if (file === undefined) return undefined;
  try {
    const loaded = require(path.resolve(file)) as { default?: unknown };
    const hook = typeof loaded === 'function' ? loaded : loaded.default;
    if (typeof hook === 'function') return hook as RedactionHook;
    return closed(
      `LLM_OTEL_REDACT_HOOK=${JSON.stringify(file)} exports no function (text) => text`,
    );
  } catch (error) {
    const [reason] = String(error).split('\n');
    return closed(`LLM_OTEL_REDACT_HOOK=${JSON.stringify(file)} cannot be loaded: ${reason}`);
  }
}

function closed(problem: string): Step {
  say(`${problem}; every text is recorded as ${REDACTED}`);
  return () => REDACTED;
}

function guarded(hook: RedactionHook): Step {
  return (text) => {
    const redacted: unknown = hook(text);
    if (typeof redacted === 'string') return redacted;
    // A promise that rejects later must not end the process.
    Promise.resolve(redacted).catch(() => undefined);
    return REDACTED;
  };
}
