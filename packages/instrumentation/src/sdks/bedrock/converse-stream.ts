// Puts the events of a ConverseStream together to what Converse would have returned.

import type {
  ContentBlock,
  ConverseResponse,
  ConverseStreamOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { appended } from '../../model/texts.ts';
import { toArguments } from '../tool-arguments.ts';

interface Assembled {
  role: string;
  blocks: Map<number, Block>;
  stopReason?: string | undefined;
}

interface Block {
  text?: string;
  reasoning?: string;
  tool?: { readonly toolUseId: string | undefined; readonly name: string | undefined };
  input?: string;
}

/** What has been said so far; `result` makes it a response. */
export interface Said extends ConverseResponse {
  readonly assembled?: Assembled;
}

/** Adds an event. */
export function assemble(into: Said | undefined, event: ConverseStreamOutput): Said {
  const said = into?.assembled ?? { role: 'assistant', blocks: new Map<number, Block>() };
  const { contentBlockStart: start, contentBlockDelta: added } = event;
  if (start?.start?.toolUse !== undefined) {
    const { toolUseId, name } = start.start.toolUse;
    blockOf(said, start.contentBlockIndex).tool = { toolUseId, name };
  }
  if (added?.delta !== undefined) {
    const block = blockOf(said, added.contentBlockIndex);
    const { text, toolUse, reasoningContent } = added.delta;
    if (text !== undefined) block.text = appended(block.text, text);
    if (toolUse?.input !== undefined) block.input = appended(block.input, toolUse.input);
    const thought = reasoningContent?.text;
    if (thought !== undefined) block.reasoning = appended(block.reasoning, thought);
  }
  if (event.messageStop !== undefined) said.stopReason = event.messageStop.stopReason;
  return into ?? ({ assembled: said } as Said);
}

/** The response that the events make. */
export function resultOf(said: Said): ConverseResponse {
  const { assembled } = said;
  if (assembled === undefined) return said;
  const content = [...assembled.blocks]
    .toSorted(([a], [b]) => a - b)
    .map(([, block]) => toBlock(block));
  return {
    output: { message: { role: assembled.role, content } },
    stopReason: assembled.stopReason,
  } as ConverseResponse;
}

function blockOf({ blocks }: Assembled, index = 0): Block {
  const found = blocks.get(index) ?? {};
  blocks.set(index, found);
  return found;
}

function toBlock({ text, reasoning, tool, input }: Block): ContentBlock {
  if (tool !== undefined) {
    return { toolUse: { ...tool, input: toArguments(input) } } as ContentBlock;
  }
  if (reasoning !== undefined) return { reasoningContent: { reasoningText: { text: reasoning } } };
  return { text: text ?? '' };
}
