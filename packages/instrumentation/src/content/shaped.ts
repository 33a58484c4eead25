// Applies the shapes of fields: a value that cannot be what its field holds is not recorded, however it came
// there, and secrets and personal data are looked for in the others.

import { config } from '../settings/settings.ts';
import type { Shape } from '../model/fields/shape.ts';
import { CutText, detached, redactStart } from './cut-text.ts';
import { hasOnlyOwnRules, redact, redactionRevision } from './redact.ts';

/** Stands for a value without the shape of its field, as in the conventions for `error.type`. */
export const OTHER = '_OTHER';

/** Values of these shapes do not identify anything: they can be told without the value. */
const VOCABULARY: Partial<Record<Shape, RegExp>> = {
  word: /^[\w.:-]{1,64}$/,
  method: /^[\w.:/$-]{1,128}$/,
  model: /^[\w.:/@+~\\-]{1,256}$/,
  requestedModel: /^(?:[\w.:/@+~\\-]{1,256}|(?=.{1,64}$)[\w.:/@+~()-]+(?: [\w.:/@+~()-]+){1,3})$/,
};
/** Values of these shapes identify something: half of one, or a stand-in, is useless. */
const IDENTIFIERS: Partial<Record<Shape, RegExp>> = {
  id: /^[\w.:/@+~=|-]{1,512}$/,
  host: /^[\w.:%[\]-]{1,255}$/,
};
/** The usual ids of responses and of requests over JSON-RPC, which differ in every call: too plain or too short for any rule. */
const PLAIN_ID =
  /^(?:(?:(?:resp|msg|req)_|chatcmpl-)(?![\da-f]*?\d{11})[\da-f]{16,64}|(?![\da-f]*?\d{11})[\da-f]{32}|(?:chatcmpl-)?(?![\da-f-]*?\d(?:-?\d){10})[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?:chatcmpl-(?=.{29}$)|msg_01(?=.{22}$))(?![A-Za-z\d]*?(?:A[A-Z]{3}[A-Z\d]{16}|\d{11}))[A-Za-z\d]+|(?:(?:chat)?cmpl-|(?:resp|msg|req|gen|run)[_-])(?![A-Za-z\d]*?\d{7})[A-Za-z\d]{1,12}|\d{1,6})$/;
/** An IPv4 address: a server may well have one, which is no person's. */
const PLAIN_HOST = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const SECRET = /\[SECRET:/;
const NAME_LENGTH = 256;
/** Control characters, line separators, and what changes the direction of writing. */
const INVISIBLE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu;

/** Applications and servers repeat their models, words and names: each is examined once. */
const MAX_REMEMBERED = 256;
const MAX_REMEMBERED_LENGTH = 512;
type RepeatedShape = Exclude<Shape, 'text' | 'id' | 'ownId'>;
const remembered: { revision: number } & Record<RepeatedShape, Map<string, string>> = {
  revision: -1,
  word: new Map(),
  method: new Map(),
  model: new Map(),
  requestedModel: new Map(),
  host: new Map(),
  name: new Map(),
};

/** Compiles the patterns: the first call has no time for it. */
export function loadShapes(): void {
  const shapes = [VOCABULARY, IDENTIFIERS].flatMap((patterns) => Object.values(patterns));
  for (const pattern of [...shapes, PLAIN_ID, PLAIN_HOST, SECRET, INVISIBLE]) pattern.test('chat');
}

/** `text` as a field of `shape` holds it; `undefined` if it cannot hold it. */
export function shaped(text: string, shape: Shape): string | undefined {
  if (shape === 'id')
    return PLAIN_ID.test(text) && hasOnlyOwnRules() ? text : examined(text, shape);
  if (shape === 'text' || shape === 'ownId' || text.length > MAX_REMEMBERED_LENGTH) {
    return examined(text, shape);
  }
  if (remembered.revision !== redactionRevision()) forget();
  const known = remembered[shape].get(text);
  if (known !== undefined) return known;
  const found = examined(text, shape);
  if (found !== undefined) remember(remembered[shape], text, found);
  return found;
}

function forget(): void {
  const { word, method, model, requestedModel, host, name } = remembered;
  [word, method, model, requestedModel, host, name].forEach((texts) => texts.clear());
  remembered.revision = redactionRevision();
}

function remember(texts: Map<string, string>, text: string, found: string): void {
  if (texts.size >= MAX_REMEMBERED) texts.clear();
  const copy = detached(text);
  texts.set(copy, found === text ? copy : found);
}

function examined(text: string, shape: Shape): string | undefined {
  if (shape === 'text') return redactStart(text, config().textLimit, redact);
  if (shape === 'ownId') return text.length <= NAME_LENGTH ? visible(text) : begun(text, visible);
  if (shape === 'name') {
    return text.length <= NAME_LENGTH ? redactVisible(text) : begun(text, redactVisible);
  }
  const vocabulary = VOCABULARY[shape];
  if (vocabulary !== undefined) return vocabulary.test(text) ? redact(text) : OTHER;
  if (!IDENTIFIERS[shape]!.test(text)) return undefined;
  if (shape === 'id') return redact(text);
  if (PLAIN_HOST.test(text) && hasOnlyOwnRules()) return text;
  return SECRET.test(redact(text)) ? undefined : text;
}

function begun(text: string, redactWith: (text: string) => string): string {
  return `${new CutText(text, NAME_LENGTH).kept(redactWith)}…`;
}

function visible(text: string): string {
  return text.replace(INVISIBLE, ' ').toWellFormed();
}

function redactVisible(text: string): string {
  return redact(visible(text));
}
