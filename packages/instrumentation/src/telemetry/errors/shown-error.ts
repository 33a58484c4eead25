// What an error says in telemetry: its text in full is content, and for everything else there is a text
// without the words of users and models.

import { safeApplicationText, safeServiceText } from '../../content/errors/safe-text.ts';
import { redact } from '../../content/redact.ts';
import { framesOf } from '../../foundation/error-frames.ts';
import { readProperty } from '../../foundation/read-property.ts';
import { className } from '../conventions/error-type.ts';
import type { Thrown } from '../operation.ts';
import { inWords } from './error-facts.ts';
import { asServiceError, foreignTexts, statusOf } from './service-errors.ts';

const MAX_STACK_LENGTH = 8192;

/** The whole text of an error, if it has one. */
export function wholeText({ error, failure }: Thrown): string | undefined {
  const message =
    failure?.message ?? (typeof error === 'string' ? error : readProperty(error, 'message'));
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** The text that is shown everywhere, at most 1024 characters. */
export function shownText(thrown: Thrown): string | undefined {
  const service = asServiceError(thrown);
  const text = wholeText(service ?? thrown);
  if (service === undefined) {
    if (text === undefined) return undefined;
    return safeApplicationText(text, foreignTexts(thrown.error)) ?? inWords(thrown);
  }
  const safe = text === undefined ? undefined : safeServiceText(text, service.texts ?? []);
  return safe === undefined ? inWords(thrown) : withStatus(safe, statusOf(service));
}

/** Some packages write it themselves. */
function withStatus(text: string, status: number | undefined): string {
  return status === undefined || text.startsWith(`${status} `) ? text : `${status} ${text}`;
}

/** The stack below the shown text: only frames, at most 8192 characters. */
export function shownStack({ error }: Thrown, shown: string | undefined): string | undefined {
  if (typeof readProperty(error, 'stack') !== 'string') return undefined;
  const head = [className(error) ?? 'Error', ...(shown === undefined ? [] : [shown])].join(': ');
  return redact([head, ...framesOf(error)].join('\n'))
    .slice(0, MAX_STACK_LENGTH)
    .toWellFormed();
}
