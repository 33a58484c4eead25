// What a server of version 2 asks within a result (`input_required`), and the answers in the request that is sent
// again: any number of questions, each with a key.

import type { Content } from '../../model/content.ts';
import { ownValue } from '../../model/size.ts';
import { toMessages } from '../content-parts.ts';
import { contentOfQuestion, type Said, toMessage } from './questions.ts';

/** The content of the questions in `result`; `undefined` if it asks none. */
export function questionsIn(result: unknown): Content | undefined {
  if (ownValue(result, 'resultType') !== 'input_required') return undefined;
  const asked = Object.values((ownValue(result, 'inputRequests') ?? {}) as object)
    .map((request: unknown) =>
      contentOfQuestion(ownValue(request, 'method'), ownValue(request, 'params')),
    )
    .filter((content) => content !== undefined);
  return {
    elicitationMessage: textOf(asked.map(({ elicitationMessage }) => elicitationMessage)),
    systemInstructions: listOf(asked.map(({ systemInstructions }) => systemInstructions)),
    inputMessages: listOf(asked.map(({ inputMessages }) => inputMessages)),
    toolDefinitions: listOf(asked.map(({ toolDefinitions }) => toolDefinitions)),
  };
}

/** The content of the answers in `params`: what users entered by its key, and what models said as messages. */
export function answersIn(params: unknown): Content {
  const given = ownValue(params, 'inputResponses');
  if (typeof given !== 'object' || given === null) return {};
  const entered: Record<string, unknown> = {};
  const said: unknown[] = [];
  for (const [key, answer] of Object.entries(given)) {
    if (ownValue(answer, 'role') !== undefined) said.push(answer);
    else if (ownValue(answer, 'content') !== undefined) entered[key] = ownValue(answer, 'content');
  }
  return {
    elicitationAnswer: Object.keys(entered).length > 0 ? entered : undefined,
    inputMessages: said.length > 0 ? toMessages(said as Said[], toMessage) : undefined,
  };
}

function textOf(texts: readonly (string | undefined)[]): string | undefined {
  const all = texts.filter((text) => text !== undefined);
  return all.length > 0 ? all.join('\n') : undefined;
}

function listOf<Item>(lists: readonly (readonly Item[] | undefined)[]): Item[] | undefined {
  const all = lists.flatMap((list) => list ?? []);
  return all.length > 0 ? all : undefined;
}
