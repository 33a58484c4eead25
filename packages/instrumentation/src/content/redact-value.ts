// Redacts all texts and numbers in a copied value. The name of a field counts for all that is below it.

import { CutText, detached } from './cut-text.ts';
import { isTellingName, isSecretName, isSecretNumber, MAX_NAME } from './redaction/fields.ts';
import { isIssued } from './redaction/personal/checksums.ts';
import { redact } from './redact.ts';

const SECRET = '[SECRET:named]';
/** A text that can only be a name. */
const PLAIN_NAME = /^[A-Za-z_.]{1,64}$/;
/** As long as the shortest card; shorter numbers are nothing without a name. */
const LONG = 1e11;
/** Fields that name the value beside them: `{ name: 'DB_PASSWORD', value: … }`. */
const NAMING = ['name', 'key', 'header', 'field', 'label'] as const;
const NAMED = new Set(['value', 'val']);
const SCHEMA_TYPES = /^(?:string|number|integer|boolean|array|object|null)$/;
/** In a schema, only these have values. */
const SCHEMA_VALUES = new Set(['default', 'const', 'enum', 'example', 'examples']);

/** What the names around a value say. */
interface Around {
  readonly name: string;
  readonly isSecret: boolean;
}

/** `copy` with its texts and numbers redacted; a note follows each cut text. */
export function redactValue(copy: unknown): unknown {
  return redactAt(copy, undefined);
}

function redactAt(value: unknown, around: Around | undefined): unknown {
  switch (typeof value) {
    case 'string':
      if (around === undefined) return redact(value);
      return around.isSecret && value.length > 0 ? SECRET : redact(value, around.name);
    case 'number':
      return redactNumber(value, around);
    case 'object':
      if (value instanceof CutText) {
        if (around?.isSecret === true && value.length > 0) return SECRET;
        return value.shown((text) => redact(text, around?.name));
      }
      if (Array.isArray(value)) return redactList(value, around);
      return value === null ? null : redactObject(value as Record<string, unknown>, around);
    default:
      return value;
  }
}

function redactNumber(value: number, around: Around | undefined): unknown {
  if (around?.isSecret === true) return isSecretNumber(around.name, value) ? SECRET : value;
  if (around === undefined && !(value >= LONG)) return value;
  const digits = String(value);
  // It was rounded when it was parsed: its check digit is lost.
  if (value > Number.MAX_SAFE_INTEGER && (isIssued(digits) === 'surely' || isCardName(around))) {
    return '[CARD]';
  }
  const shown = redact(digits, around?.name);
  return shown === digits ? value : shown;
}

function isCardName(around: Around | undefined): boolean {
  return around !== undefined && /card|pan|cc/i.test(around.name);
}

function redactList(list: readonly unknown[], around: Around | undefined): unknown[] {
  const [name, value] = list;
  // A pair such as `['Authorization', 'Bearer …']`.
  if (list.length === 2 && typeof name === 'string' && !/^[a-z_]*$/.test(String(value))) {
    return [redactAt(name, around), redactAt(value, aroundOf(name) ?? around)];
  }
  return list.map((item) => redactAt(item, around));
}

function redactObject(
  object: Readonly<Record<string, unknown>>,
  around: Around | undefined,
): Record<string, unknown> {
  const redacted: Record<string, unknown> = {};
  const isSchema = around !== undefined && SCHEMA_TYPES.test(String(object['type']));
  for (const name of Object.keys(object)) {
    const own = (NAMED.has(name) ? givenName(object) : undefined) ?? name;
    const inherited = isSchema && !SCHEMA_VALUES.has(name) ? undefined : around;
    redacted[shownName(name, redacted)] = redactAt(object[name], aroundOf(own) ?? inherited);
  }
  return redacted;
}

/** What the other fields of `object` call its value. */
function givenName(object: Readonly<Record<string, unknown>>): string | undefined {
  return NAMING.map((name) => object[name]).find((name) => typeof name === 'string');
}

/** `name` redacted, and unlike the others. */
function shownName(name: string, others: Readonly<Record<string, unknown>>): string {
  if (PLAIN_NAME.test(name)) return name;
  const shown = redact(name);
  if (shown === name || !Object.hasOwn(others, shown)) return shown;
  let number = 2;
  while (Object.hasOwn(others, `${shown} ${number}`)) number += 1;
  return `${shown} ${number}`;
}

/** Messages have few names of fields, and repeat them. */
const MAX_KNOWN = 1000;
const known = new Map<string, Around | undefined>();

/** What `name` says of the values below it; `undefined`: nothing. */
function aroundOf(name: string): Around | undefined {
  const remembered = known.get(name);
  if (remembered !== undefined || known.has(name)) return remembered;
  const around = isSecretName(name)
    ? { name, isSecret: true }
    : isTellingName(name)
      ? { name, isSecret: false }
      : undefined;
  // Others tell nothing: such long ones do not stay in memory.
  if (name.length <= MAX_NAME && known.size < MAX_KNOWN) known.set(detached(name), around);
  return around;
}
