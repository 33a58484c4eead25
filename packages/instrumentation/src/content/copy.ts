// Copies content as plain JSON values, within limits: later changes by an application must not change
// the record, values that are no JSON must not stop an export, and long texts must not stay in memory.

import { createHash } from 'node:crypto';
import type { Content, Message, ToolDefinition } from '../model/content.ts';
import { CutText, OVERLAP, redactStart } from './cut-text.ts';
import { describeInlineMedia } from './media/inline-media.ts';
import type { Limits } from './limits.ts';
import { describeBytes, factsOfBase64, factsOfBytes } from './media/facts.ts';
import { redact } from './redact.ts';

/** Deeper levels are dropped. */
const MAX_DEPTH = 64;
/** The cost of a value besides its text: lists of numbers are long, too. */
const COST = 8;
/** Texts up to this length are kept even past the limit: types, roles, ids. */
const SHORT = 64;
/** Of a name of a field. */
const MAX_NAME = 256;
/** Extra budget for a list or object of short texts beyond the limit. */
const GRACE = 4096;

/** A copy, with each text that is too long as a `CutText`. */
export interface ContentCopy {
  readonly content: Content;
  /** Omitted characters; at least one for each value that is no text. */
  readonly dropped: number;
}

/** Copies `content`. Never throws. */
export function copyContent(content: Content, limits: Limits): ContentCopy {
  const copier = new Copier(limits);
  const { inputMessages, systemInstructions, toolDefinitions, ...rest } = content;
  const instructions = copier.copy(systemInstructions) as Content['systemInstructions'];
  const input = isList(inputMessages) ? copier.copyMessages(inputMessages) : undefined;
  return {
    content: {
      ...(instructions !== undefined && { systemInstructions: instructions }),
      ...(input !== undefined && { inputMessages: input }),
      ...(copier.copy(rest) as Content),
      ...(toolDefinitions !== undefined && { toolDefinitions: copier.copyTools(toolDefinitions) }),
    },
    dropped: copier.dropped,
  };
}

/** Merges several copies; if two have the same field, the last one wins. */
export function together(...copies: readonly (ContentCopy | undefined)[]): ContentCopy | undefined {
  const said = copies.filter((copy) => copy !== undefined);
  if (said.length < 2) return said[0];
  return {
    content: Object.assign({}, ...said.map(({ content }) => content)) as Content,
    dropped: said.reduce((sum, copy) => sum + copy.dropped, 0),
  };
}

/** A copy of `value` as JSON has it, within limits; `undefined` if JSON has no form. Never throws. */
export function copyValue(value: unknown, limits: Limits): unknown {
  return new Copier({ ...limits, hasDigests: false }).copy(value);
}

class Copier {
  readonly #limits: Limits;
  #left: number;
  /** The objects that contain what is being copied, the outermost first. */
  readonly #around: object[] = [];
  dropped = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#left = limits.content;
  }

  /** The newest count first; those that do not fit are left out. */
  copyMessages(messages: readonly Message[]): Message[] {
    const kept: Message[] = [];
    for (let index = messages.length - 1; index >= 0; index -= 1) {
      const isFull = this.#left <= 0;
      const message = this.copy(messages[index]) as Message | undefined;
      if (!isFull && message !== undefined) kept.push(message);
    }
    return kept.toReversed();
  }

  copyTools(definitions: readonly ToolDefinition[]): readonly ToolDefinition[] {
    const shown = this.#limits.hasToolDetails
      ? definitions
      : definitions.map(({ type, name }) => ({ type, name }));
    return this.copy(shown) as readonly ToolDefinition[];
  }

  copy(value: unknown): unknown {
    this.#left -= COST;
    switch (typeof value) {
      case 'string':
        return this.#copyText(value);
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) ? value : undefined;
      case 'bigint':
        return String(value);
      case 'object':
        if (value === null) return null;
        if (this.#around.length >= MAX_DEPTH || this.#around.includes(value)) return undefined;
        this.#around.push(value);
        try {
          return this.#copyObject(value);
        } catch {
          // A throwing getter or proxy.
          return undefined;
        } finally {
          this.#around.pop();
        }
      default:
        return undefined;
    }
  }

  #copyText(text: string): string | CutText {
    if (text.length > SHORT && /^data:/i.test(text) && this.#takes(text.length)) return text;
    const room = Math.min(this.#limits.text, Math.max(this.#left, 0));
    // Half a picture is useless, also inside a text.
    const isWhole = this.#limits.hasMedia && text.length <= room;
    const shown = isWhole ? text : describeInlineMedia(text, room + OVERLAP);
    const { length } = shown;
    this.#left -= Math.min(length, room);
    if (length <= room || length <= SHORT) return shown;
    this.dropped += length - room;
    return new CutText(shown, room, this.#limits.hasDigests ? digestOf(text) : undefined);
  }

  #copyObject(value: object & { type?: unknown }): unknown {
    if (ArrayBuffer.isView(value)) return this.#copyBytes(value);
    if (Array.isArray(value)) return this.#copyList(value);
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON === 'function') return this.copy(toJSON.call(value));
    const plain: Record<string, unknown> = {};
    const keys = Object.keys(value);
    let hasType = false;
    for (let index = 0; index < keys.length; index += 1) {
      if (this.#left < -GRACE) {
        this.dropped += keys.length - index;
        break;
      }
      const key = keys[index]!;
      if (hasType && key === 'type') continue;
      const name = this.#copyName(key);
      const item = (value as Record<string, unknown>)[key];
      if (key === 'content' && typeof item === 'string') {
        // The type decides how to copy it.
        hasType = keys.indexOf('type') > index;
        if (hasType) plain['type'] = this.copy(value.type);
        if (plain['type'] === 'blob') {
          Object.assign(plain, this.#copyBlob(item));
          continue;
        }
      }
      const copied = this.copy(item);
      if (copied !== undefined) plain[name] = copied;
    }
    return plain;
  }

  /** Names are kept, but names can be as long as texts. */
  #copyName(name: string): string {
    if (name.length <= SHORT) return name;
    this.#left -= Math.min(name.length, MAX_NAME);
    if (name.length <= MAX_NAME) return name;
    this.dropped += name.length - MAX_NAME;
    return redactStart(name, MAX_NAME, redact);
  }

  #copyList(list: readonly unknown[]): unknown[] {
    const copied: unknown[] = [];
    for (const [index, item] of list.entries()) {
      if (this.#left < -GRACE) {
        this.dropped += list.length - index;
        break;
      }
      copied.push(this.copy(item) ?? null);
    }
    return copied;
  }

  #copyBlob(base64: string): Record<string, unknown> {
    return this.#takes(base64.length)
      ? { content: base64 }
      : { content: '', ...factsOfBase64(base64) };
  }

  #copyBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): unknown {
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    return this.#takes(Math.ceil(byteLength / 3) * 4)
      ? bytes.toString('base64')
      : describeBytes(factsOfBytes(bytes));
  }

  /** Whether media are copied and these fit. Half a picture is useless: media are never cut. */
  #takes(length: number): boolean {
    if (!this.#limits.hasMedia || length > this.#left) return false;
    this.#left -= length;
    return true;
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
