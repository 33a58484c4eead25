// How telemetry names an error. Errors are the application's: every read may throw.

import { OTHER } from '../../content/shaped.ts';
import { redact, REDACTED } from '../../content/redact.ts';
import { readProperty } from '../../foundation/read-property.ts';
import type { Kind } from '../../model/kinds.ts';
import type { Thrown } from '../operation.ts';

/** Codes are identifiers; other values would make a metric's cardinality unbounded. */
const IDENTIFIER = /^[\w.:-]{1,64}$/;

/** `value` if it is a text of this `shape`. Keys and numbers of persons may have it, too. */
export function fitting(value: unknown, shape: RegExp): string | undefined {
  if (typeof value !== 'string' || !shape.test(value)) return undefined;
  const redacted = redact(value);
  // The second: redaction itself fails, for all texts.
  return redacted === value || redacted === REDACTED ? value : undefined;
}

/** `error.type`: the provider's error code, else the HTTP status, else the class, else `_OTHER`. */
function errorType({ error, failure }: Thrown): string {
  const code = fitting(failure?.code ?? readProperty(error, 'code'), IDENTIFIER);
  if (code !== undefined) return code;
  const status = failure?.status ?? readProperty(error, 'status');
  if (typeof status === 'number' && Number.isInteger(status)) return String(status);
  if (typeof error !== 'object' || error === null) return OTHER;
  return className(error) ?? OTHER;
}

/** Classes of errors by which libraries refuse arguments. */
const REFUSALS =
  /^(?:Zod(?:Real)?|Vali|Valibot|Validation|Ajv\w*|Joi\w*|Yup\w*|TypeBox\w*|StandardSchema\w*)Error$|^ArkErrors$/;

/** `error.type` of an operation of `kind`. Refused arguments of a tool are told apart from its failures. */
export function errorTypeOf(kind: Kind, thrown: Thrown): string {
  return kind === 'tool' && isRefusal(thrown.error) ? 'validation' : errorType(thrown);
}

function isRefusal(error: unknown): boolean {
  return [readProperty(error, 'name'), className(error)].some(
    (name) => typeof name === 'string' && REFUSALS.test(name),
  );
}

/** What minifiers call classes. */
const MINIFIED = /^[\w$]{1,3}$/;

/**
 * The class of `error`. All platform errors share one: their name identifies them, such as `TimeoutError`. So does that of
 * many errors of minified classes, such as `AI_APICallError`.
 */
export function className(error: unknown): string | undefined {
  const ofClass = readProperty(readProperty(error, 'constructor'), 'name');
  const own = readProperty(error, 'name');
  const isMinified =
    typeof ofClass === 'string' && MINIFIED.test(ofClass) && own !== 'Error' && own !== ofClass;
  const name = ofClass === 'DOMException' || isMinified ? own : ofClass;
  return name === 'Object'
    ? undefined
    : (fitting(name, IDENTIFIER) ?? fitting(ofClass, IDENTIFIER));
}
