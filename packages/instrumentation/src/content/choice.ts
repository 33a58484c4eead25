// Removes the kinds of content that are not recorded.

import type { Content, Message, OutputMessage, Part } from '../model/content.ts';
import type { Capture } from './capture.ts';
import { REDACTED } from './redact.ts';

const NOTHING_SHOWN: readonly Part[] = [{ type: 'text', content: REDACTED }];

/** `content` filtered by `capture`: the roles stay, the texts are replaced. */
export function chosen(content: Content, capture: Capture): Content {
  const { prompts, responses, tools, documents } = capture;
  return {
    ...content,
    ...(!prompts && withoutPrompts(content)),
    ...(!responses && { outputMessages: content.outputMessages?.map(hidden) }),
    ...(!documents && { documents: undefined, memoryRecords: undefined }),
    ...(!tools && withoutTools(content, capture)),
    // Nobody knows which of them it quotes.
    ...(!(prompts && responses && tools && documents) && { errorText: undefined }),
  };
}

function withoutPrompts(content: Content): Content {
  return {
    systemInstructions: content.systemInstructions && NOTHING_SHOWN,
    inputMessages: content.inputMessages?.map(hidden),
    queryText: content.queryText === undefined ? undefined : REDACTED,
    memoryQueryText: content.memoryQueryText === undefined ? undefined : REDACTED,
    promptVariables: undefined,
    toolDefinitions: undefined,
  };
}

function withoutTools(content: Content, { prompts, responses }: Capture): Content {
  const { inputMessages, outputMessages, toolArguments, toolResult } = content;
  return {
    ...(prompts && { inputMessages: inputMessages?.map(withoutToolCalls) }),
    ...(responses && { outputMessages: outputMessages?.map(withoutToolCalls) }),
    toolArguments: toolArguments === undefined ? undefined : REDACTED,
    toolResult: toolResult === undefined ? undefined : REDACTED,
  };
}

function hidden<Kind extends Message | OutputMessage>(message: Kind): Kind {
  return { ...message, parts: NOTHING_SHOWN };
}

function withoutToolCalls<Kind extends Message>(message: Kind): Kind {
  return { ...message, parts: message.parts.map(withoutToolCall) };
}

function withoutToolCall(part: Part): Part {
  switch (part.type) {
    case 'tool_call':
      return part.arguments === undefined ? part : { ...part, arguments: REDACTED };
    case 'tool_call_response':
      return { ...part, response: REDACTED };
    case 'server_tool_call':
      return { ...part, server_tool_call: { type: part.server_tool_call.type } };
    case 'server_tool_call_response': {
      const { type } = part.server_tool_call_response;
      return { ...part, server_tool_call_response: { type } };
    }
    default:
      return part;
  }
}
