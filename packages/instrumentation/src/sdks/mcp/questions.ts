// The content of what a server asks its client: an answer of the model (sampling), or of the user (elicitation).

import type { Content, OutputMessage, Part } from '../../model/content.ts';
import { ownValue } from '../../model/size.ts';
import { toGeneric, toMessages, toParts, toTextParts } from '../content-parts.ts';
import { modalityOf, toBlob } from '../data-url.ts';
import { toToolDefinitions } from '../shapes/tool-definitions.ts';

const SAMPLE = 'sampling/createMessage';
const ELICIT = 'elicitation/create';
/** The words of the conventions for those of the protocol. */
const FINISH_REASONS: Readonly<Record<string, string>> = {
  endTurn: 'stop',
  stopSequence: 'stop',
  maxTokens: 'length',
  toolUse: 'tool_call',
};

/** A block of a message; which fields it has depends on its type. */
interface Block {
  readonly type?: unknown;
  readonly text?: string;
  readonly data?: string;
  readonly mimeType?: string;
  readonly id?: string;
  readonly name?: string;
  readonly input?: unknown;
  readonly toolUseId?: string;
  readonly content?: readonly Block[];
  readonly structuredContent?: unknown;
}

/** What somebody said. */
export interface Said {
  readonly role?: unknown;
  readonly content?: Block | readonly Block[];
}

/** The content of a question; `undefined` if `method` asks none. */
export function contentOfQuestion(method: unknown, params: unknown): Content | undefined {
  if (method === ELICIT) return { elicitationMessage: textOf(ownValue(params, 'message')) };
  if (method !== SAMPLE) return undefined;
  const tools = ownValue(params, 'tools');
  return {
    systemInstructions: toTextParts(textOf(ownValue(params, 'systemPrompt'))),
    inputMessages: toMessages(ownValue(params, 'messages') as readonly Said[], toMessage),
    toolDefinitions: Array.isArray(tools)
      ? toToolDefinitions((tools as readonly unknown[]).map(toTool))
      : undefined,
  };
}

/** The content of the answer to such a question. */
export function contentOfAnswer(method: unknown, result: unknown): Content | undefined {
  if (method === ELICIT) return { elicitationAnswer: ownValue(result, 'content') };
  if (method !== SAMPLE) return undefined;
  const reason = textOf(ownValue(result, 'stopReason')) ?? 'stop';
  const message = { role: ownValue(result, 'role'), content: ownValue(result, 'content') } as Said;
  const toAnswer = (said: Said): OutputMessage => ({
    ...toMessage(said),
    finish_reason: FINISH_REASONS[reason] ?? reason,
  });
  return { outputMessages: toMessages([message], toAnswer) };
}

/** The message in the words of the conventions. */
export function toMessage({ role, content }: Said): { role: string; parts: Part[] } {
  const blocks = Array.isArray(content) || content === undefined ? content : [content];
  return { role: role as string, parts: toParts(blocks as readonly Block[], toBlockParts) };
}

function toBlockParts(block: Block): Part | Part[] {
  switch (block.type) {
    case 'text':
      return toTextParts(block.text);
    case 'image':
    case 'audio': {
      const modality = modalityOf(block.mimeType) ?? block.type;
      return toBlob(block.data ?? '', { modality, mimeType: block.mimeType });
    }
    case 'tool_use': {
      const { id, name = '', input } = block;
      return { type: 'tool_call', id, name, arguments: input };
    }
    case 'tool_result': {
      const { toolUseId: id, content, structuredContent } = block;
      const response = structuredContent ?? toParts(content, toBlockParts);
      return { type: 'tool_call_response', id, response };
    }
    default:
      return toGeneric(block);
  }
}

function toTool(tool: unknown): object {
  return {
    type: 'function',
    name: ownValue(tool, 'name'),
    description: ownValue(tool, 'description'),
    parameters: ownValue(tool, 'inputSchema'),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
