// The part of an error's text that may leave the process, whether content is recorded or not: services and
// packages quote prompts and answers in their messages, and echo keys.

import { config } from '../../settings/settings.ts';
import { redact } from '../redact.ts';
import { afterErrorNames, withoutQuotations } from './application-text.ts';
import { RUNTIME_TEXTS } from './runtime-texts.ts';
import { LONGEST, recognised } from './text-template.ts';

const MAX_LENGTH = 1024;
/** This many extra characters are redacted: a key may span the limit. */
const OVERLAP = 2048;
/** By this many characters a text is recognised in another. */
const BEGINNING = 24;
const HTTP_STATUS = /^[1-5]\d\d /;

/** A service's or package's text, if it matches one of `templates` or is a text of the runtime. */
export function safeServiceText(text: string, templates: readonly string[]): string | undefined {
  if (config().errorText === 'machine') return undefined;
  const status = HTTP_STATUS.exec(text)?.[0] ?? '';
  const rest = text.slice(status.length);
  const shown = recognised(rest, templates) ?? runtimeText(rest);
  return shown === undefined ? undefined : limited(redact(status + shown));
}

/** An application's own text without quotations, and without the `foreign` texts of services that it repeats. */
export function safeApplicationText(text: string, foreign: readonly string[]): string | undefined {
  if (config().errorText === 'machine') return undefined;
  const known = runtimeText(text);
  if (known !== undefined) return limited(redact(known));
  const own = before(text.slice(0, MAX_LENGTH + OVERLAP), foreign);
  const { names, rest } = afterErrorNames(own);
  const shown = withoutQuotations(rest);
  return shown === undefined ? undefined : limited(redact(names + shown));
}

function runtimeText(text: string): string | undefined {
  const { names, rest } = afterErrorNames(text);
  // Some of them quote a value of any length.
  const shown = recognised(rest.slice(0, LONGEST), RUNTIME_TEXTS);
  return shown === undefined ? undefined : names + shown;
}

/** `text` up to where a text of others begins, which may be cut and in other letters. */
function before(text: string, others: readonly string[]): string {
  const letters = text.toLowerCase();
  const starts = others
    .map((other) => letters.indexOf(other.slice(0, BEGINNING).toLowerCase()))
    .filter((at) => at >= 0);
  return starts.length === 0 ? text : `${text.slice(0, Math.min(...starts))}\n`;
}

function limited(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1).toWellFormed()}…` : text;
}
