// The families whose answer is a text: how their settings, texts and the reasons of their ends are read.

import type { Content, OutputMessage, Part } from '../../model/content.ts';
import type { OperationNames } from '../../model/kinds.ts';
import type { RequestOf } from '../../model/operation.ts';
import type { Usage } from '../../model/response.ts';
import type { Size } from '../../model/size.ts';
import { appended, toText } from '../../model/texts.ts';
import { toTextParts } from '../content-parts.ts';
import { toFinishReason } from '../shapes/stop-reason.ts';
import type { Family } from './family.ts';
import type { Body } from './invoke-body.ts';

/** One choice, or a chunk of one. */
export interface Choice {
  readonly text?: unknown;
  readonly reason?: unknown;
  readonly parts?: readonly Part[];
}

/** What a body says. */
interface SaidText {
  readonly choices: readonly Choice[];
  readonly id?: unknown;
  readonly usage?: Usage | undefined;
}

/** What a family of texts differs in. */
interface TextFamily {
  readonly operation: OperationNames['inference'];
  request(body: Body): RequestOf<'inference'>;
  size(body: Body): Size | undefined;
  input(body: Body): Content;
  /** Of a response, or of a chunk. */
  said(body: Body): SaidText;
}

/** The reasons of Titan, Cohere and Mistral. */
const FINISH_REASONS: Readonly<Record<string, string>> = {
  FINISH: 'stop',
  FINISHED: 'stop',
  COMPLETE: 'stop',
  STOP_CRITERIA_MET: 'stop',
  LENGTH: 'length',
  MAX_TOKENS: 'length',
  CONTENT_FILTERED: 'content_filter',
  ERROR_TOXIC: 'content_filter',
  ERROR: 'error',
  TOOL_CALL: 'tool_call',
};

/** Under it stands what a stream has said so far. */
const ASSEMBLED = 'assembled';

/** A family, made of what it differs in. */
export function textFamily({ said, ...family }: TextFamily): Family {
  return {
    ...family,
    response(body) {
      const { choices, id, usage } = said(body);
      const finishReasons = choices.map(({ reason }) => toReason(reason) ?? 'error');
      return {
        id: toText(id),
        finishReasons: finishReasons.length === 0 ? undefined : finishReasons,
        ...(usage && { usage }),
      };
    },
    output: (body) => ({ outputMessages: choicesIn(body, said).map(toMessage) }),
    chunk(into, body) {
      const { choices, id, usage } = said(body);
      into.identify(toText(id), undefined);
      for (const [index, { reason }] of choices.entries()) into.choice(index, toReason(reason));
      if (usage !== undefined) into.usage(usage);
    },
    assemble(into, body) {
      const before = into === undefined ? [] : choicesIn(into, said);
      const after = [...before];
      for (const [index, choice] of said(body).choices.entries()) {
        after[index] = joined(before[index], choice);
      }
      return { [ASSEMBLED]: after };
    },
  };
}

function choicesIn(body: Body, said: TextFamily['said']): readonly Choice[] {
  return (body[ASSEMBLED] as readonly Choice[] | undefined) ?? said(body).choices;
}

function joined(before: Choice | undefined, { text, reason, parts }: Choice): Choice {
  return {
    text: appended(toText(before?.text), toText(text) ?? ''),
    reason: reason ?? before?.reason,
    parts: [...(before?.parts ?? []), ...(parts ?? [])],
  };
}

function toMessage({ text, reason, parts = [] }: Choice): OutputMessage {
  return {
    role: 'assistant',
    parts: [...toTextParts(toText(text)), ...parts],
    finish_reason: toReason(reason) ?? 'error',
  };
}

function toReason(reason: unknown): string | undefined {
  const word = toText(reason);
  return word === undefined ? undefined : (FINISH_REASONS[word] ?? toFinishReason(word));
}
