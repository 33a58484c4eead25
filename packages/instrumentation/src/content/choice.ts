// Removes the kinds of content that are not recorded.

import type { Content, Message, OutputMessage, Part } from '../model/content.ts';
import type { Capture } from './capture.ts';
import { visiblePart } from './part-choice.ts';
import { REDACTED } from './redact.ts';

const NOTHING_SHOWN: readonly Part[] = [{ type: 'text', content: REDACTED }];

/** `content` filtered by `capture`: the roles stay, the texts are replaced. */
export function chosen(content: Content, capture: Capture): Content {
  const { prompts, responses, tools, documents } = capture;
  const visible = <Kind extends Message>(message: Kind): Kind => ({
    ...message,
    parts: each(message.parts, (part) => visiblePart(part, capture)) ?? [],
  });
  // A later request repeats earlier responses.
  const visibleInput = (message: Message): Message =>
    responses || message.role !== 'assistant' ? visible(message) : hidden(message);
  return {
    ...content,
    inputMessages: each(content.inputMessages, prompts ? visibleInput : hidden),
    outputMessages: each(content.outputMessages, responses ? visible : hidden<OutputMessage>),
    ...(!documents && {
      documents: undefined,
      memoryRecords: undefined,
      resourceUri: undefined,
      resourceContents: undefined,
    }),
    ...(!tools && withoutTools(content)),
    ...(!prompts && withoutPrompts(content)),
    // Nobody knows which of them it quotes.
    ...(!(prompts && responses && tools && documents) && { errorText: undefined }),
  };
}

function withoutPrompts(content: Content): Content {
  return {
    systemInstructions: content.systemInstructions && NOTHING_SHOWN,
    queryText: content.queryText === undefined ? undefined : REDACTED,
    memoryQueryText: content.memoryQueryText === undefined ? undefined : REDACTED,
    promptVariables: undefined,
    promptMessages: undefined,
    elicitationMessage: undefined,
    elicitationAnswer: undefined,
    toolDefinitions: undefined,
  };
}

function withoutTools({ toolArguments, toolResult, toolDefinitions }: Content): Content {
  return {
    toolDefinitions: each(toolDefinitions, ({ type, name }) => ({ type, name })),
    toolArguments: toolArguments === undefined ? undefined : REDACTED,
    toolResult: toolResult === undefined ? undefined : REDACTED,
  };
}

/** Fields that the conventions do not know may say anything. */
function hidden<Kind extends Message>(message: Kind): Kind {
  const { role, name, finish_reason: reason } = message as Message & Partial<OutputMessage>;
  return {
    role,
    parts: NOTHING_SHOWN,
    ...(name !== undefined && { name }),
    ...(reason !== undefined && { finish_reason: reason }),
  } as unknown as Kind;
}

/** An application without types may pass anything as messages and parts. */
function each<Item>(
  list: readonly Item[] | undefined,
  show: (item: Item) => Item,
): readonly Item[] | undefined {
  if (!Array.isArray(list)) return undefined;
  return (list as readonly Item[]).map((item) =>
    typeof item === 'object' && item !== null ? show(item) : item,
  );
}
