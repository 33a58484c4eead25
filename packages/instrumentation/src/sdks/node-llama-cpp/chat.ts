// The chats of `node-llama-cpp`. Sessions, which applications use, call them once for each answer of the model.

import { type AnyMethod, type Call, defineMethod, type Method } from '../../model/method.ts';
import { ownValue, type Size } from '../../model/size.ts';
import { textSize } from '../shapes/size.ts';
import {
  finishReasonOf,
  type Generated,
  generating,
  type Options,
  type Piece,
} from './generation.ts';
import {
  type Answer,
  type HistoryItem,
  joined,
  type Segment,
  toAnswer,
  toHistory,
  toTools,
} from './history.ts';
import type { Runner } from './sequence.ts';

type Args = [history: readonly HistoryItem[], options?: Options];
/** A response, or the completion of what a user is writing. */
interface Result extends Generated, Answer {
  readonly response?: string;
  readonly completion?: string;
}

/** What both methods read. */
const said: Pick<Method<Runner, Args, Result, Piece>, 'size' | 'input' | 'output' | 'assemble'> = {
  size: sizeOf,
  input: ({ args: [history, options] }) => {
    const text = options?.initialUserPrompt;
    const begun = text ? [{ type: 'user', text } as const] : [];
    return {
      inputMessages: toHistory([...history, ...begun]),
      toolDefinitions: toTools(options?.functions),
    };
  },
  output: (result) => {
    const { fullResponse = [result.response ?? result.completion ?? ''] } = result;
    return { outputMessages: [toAnswer({ ...result, fullResponse }, finishReasonOf(result))] };
  },
  assemble: (into, piece) =>
    typeof piece === 'object' && !('text' in piece)
      ? into
      : { ...into, fullResponse: joined(into?.fullResponse, toSaid(piece)) },
};

/** Texts of what a model has said count, functions and their results do not. */
function sizeOf({ args: [history] }: Call<Runner, Args>): Size | undefined {
  if (!Array.isArray(history)) return undefined;
  let characters = 0;
  for (let at = 0; at < history.length; at += 1) {
    const item: unknown = ownValue(history, String(at));
    characters += textSize(ownValue(item, 'text')) + textSize(ownValue(item, 'response'));
  }
  return { characters, messages: history.length };
}

function toSaid(piece: string | Extract<Piece, { readonly text: string }>): string | Segment {
  if (typeof piece === 'string') return piece;
  return piece.type === undefined ? piece.text : { ...piece, type: piece.type };
}

/** One answer. */
export const generateResponse: AnyMethod = defineMethod({
  ...generating<Args, Result>('chat', 1),
  ...said,
});

/** What a user may be about to write. */
export const loadChatAndCompleteUserMessage: AnyMethod = defineMethod({
  ...generating<Args, Result>('text_completion', 1),
  ...said,
});
