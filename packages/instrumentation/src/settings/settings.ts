// Reads the settings on first use: from `configure()`, then from the environment, which a
// program may have completed by then.

import { showValue } from '../foundation/shown-url.ts';
import { processState } from '../foundation/process-state.ts';
import { QUANTITY_NAMES, toQuantity } from './quantity.ts';
import type { Setting, Value } from './setting.ts';
import { type Config, SETTINGS } from './table.ts';

/** Values allowed in code: as in the environment, or as a number, a switch or a list. */
export type Options = {
  -readonly [Option in keyof Config]?:
    | Config[Option]
    | (Config[Option] extends 'true' | 'false' | '0' | '1' ? boolean : never)
    | (Config[Option] extends number | undefined ? string : never)
    | readonly string[]
    | undefined;
};

/** State that all copies of this package in a process share. */
const given = processState<{ options: Record<string, unknown>; revision: number }>(
  'settings',
  () => ({ options: {}, revision: 0 }),
);

interface Current {
  readonly config: Config;
  readonly problems: string[];
  readonly revision: number;
}
let current: Current | undefined;

/** The configuration of this process. */
export function config(): Config {
  return read().config;
}

/** The configuration as it is now. The first use reads it again: a program may set more until then. */
export function upcomingConfig(): Config {
  return parse(process.env, given.options).config;
}

/** Merges `options` over the environment and over earlier options. */
export function setOptions(options: Options): void {
  Object.assign(given.options, options);
  given.revision += 1;
}

/**
 * One line for every invalid value: the name, the value and the remedy. Returns each line only
 * once, so that the first caller reports it.
 */
export function takeConfigProblems(): readonly string[] {
  return read().problems.splice(0);
}

/** Whether `OTEL_SDK_DISABLED=true` disables everything: no hook, no file. */
export function isDisabled(): boolean {
  return process.env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true';
}

/** Whether the initial environment enables the doctor's report. Reads no other setting. */
export function isDoctorAsked(): boolean {
  const asked = process.env[SETTINGS.doctor.variable]?.trim();
  return asked !== undefined && understood(asked, SETTINGS.doctor) === '1';
}

/** Whether calls of the SDK `name` are passed on without recording. */
export function isSdkDisabled(name: string): boolean {
  return isDisabled() || disabledSdks().includes(name.toLowerCase());
}

/** The names in `LLM_OTEL_DISABLED_SDKS`. */
export function disabledSdks(): readonly string[] {
  return listOf(config().disabledSdks ?? '');
}

function read(): Current {
  if (current?.revision !== given.revision) {
    current = { ...parse(process.env, given.options), revision: given.revision };
  }
  return current!;
}

function parse(
  environment: NodeJS.ProcessEnv,
  options: Readonly<Record<string, unknown>>,
): Omit<Current, 'revision'> {
  const problems: string[] = [];
  const values: Record<string, Value | undefined> = {};
  for (const [option, setting] of Object.entries<Setting>(SETTINGS)) {
    const { variable, stricter } = setting;
    const fromVariable = valueOf(variable, environment[variable]?.trim(), setting, problems);
    const fromCode = valueOf(
      `configure(): ${option}`,
      toText(options[option], setting),
      setting,
      problems,
    );
    values[option] =
      fromCode === undefined || fromVariable === undefined
        ? (fromCode ?? fromVariable ?? defaultOf(setting))
        : (stricter?.(fromCode, fromVariable) ?? fromCode);
  }
  for (const option of Object.keys(options)) {
    if (!(option in SETTINGS)) {
      problems.push(`configure() knows no option ${JSON.stringify(option)}; ignoring it`);
    }
  }
  problems.push(...stabilityProblems(environment, String(values['semconv'])));
  if (values['userIdMode'] === 'hmac' && values['hmacKey'] === undefined) {
    problems.push(
      `LLM_OTEL_USER_ID="hmac" needs a key in LLM_OTEL_HMAC_KEY; no user id is recorded`,
    );
  }
  return { config: values as unknown as Config, problems };
}

/** The value of `raw`; if invalid, its fallback, and a problem is added. */
function valueOf(
  name: string,
  raw: string | undefined,
  setting: Setting,
  problems: string[],
): Value | undefined {
  if (raw === undefined || raw === '') return undefined;
  const value = understood(raw, setting);
  if (value !== undefined) return value;
  const { quantity, form, values } = setting;
  const allowed =
    form?.text ??
    (quantity === undefined ? `one of ${values!.join(', ')}` : QUANTITY_NAMES[quantity]);
  const instead = setting.whenUnknown ?? setting.default;
  const so = instead === undefined ? 'ignoring it' : `using ${instead}`;
  problems.push(`${name}=${JSON.stringify(showValue(raw))} is not ${allowed}; ${so}`);
  return setting.whenUnknown === undefined ? undefined : understood(setting.whenUnknown, setting);
}

function defaultOf(setting: Setting): Value | undefined {
  return setting.default === undefined ? undefined : understood(setting.default, setting);
}

/** An option in code, converted to its environment form. */
function toText(option: unknown, { isList, quantity }: Setting): string | undefined {
  if (option === undefined || option === null) return undefined;
  if (Array.isArray(option)) return isList === true ? option.join(',') : JSON.stringify(option);
  return quantity === 'duration' && typeof option === 'number'
    ? `${option}s`
    : String(option).trim();
}

/** The value of `raw`; `undefined` if the setting does not allow it. */
function understood(raw: string, { values, isList, quantity, form }: Setting): Value | undefined {
  if (quantity !== undefined) return toQuantity(raw, quantity);
  if (form !== undefined)
    return listOf(raw).every((part) => form.item.test(part)) ? raw : undefined;
  if (values === undefined) return raw;
  const value = raw.toLowerCase();
  const parts = isList === true ? listOf(value) : [value];
  if (parts.every((part) => values.includes(part))) return value;
  // A switch in code.
  const asSwitch = value === 'true' ? '1' : value === 'false' ? '0' : value;
  return values.includes(asSwitch) ? asSwitch : undefined;
}

/** What the standard variable requests and `LLM_OTEL_SEMCONV` does not. */
function stabilityProblems(environment: NodeJS.ProcessEnv, semconv: string): string[] {
  const variable = 'OTEL_SEMCONV_STABILITY_OPT_IN';
  const known = 'gen_ai_latest_experimental';
  const asked = listOf(environment[variable] ?? '').filter((name) => name.startsWith('gen_ai'));
  const problems = asked
    .filter((name) => name !== known)
    .map((name) => `${variable} has ${JSON.stringify(name)}; for GenAI it only knows ${known}`);
  if (semconv === '1.41' && asked.includes(known)) {
    problems.push(`LLM_OTEL_SEMCONV="1.41" counts, and not ${known} in ${variable}: unset one`);
  }
  return problems;
}

/** The items of a comma-separated list. */
export function listOf(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
}
