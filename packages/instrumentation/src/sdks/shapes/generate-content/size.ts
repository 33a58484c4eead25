// The size of a request of generateContent: contents, parts and texts, alone or in lists.

import { ownValue, type Size } from '../../../model/size.ts';
import { textSize } from '../size.ts';

/** Of its parameters. */
export function generateContentSize(params: object): Size | undefined {
  const contents = ownValue(params, 'contents');
  if (contents === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(contents) ? contents : [contents];
  let characters = contentSize(ownValue(ownValue(params, 'config'), 'systemInstruction'));
  let messages = 0;
  let isBare = false;
  for (const item of list) {
    characters += contentSize(item);
    const isPart = ownValue(item, 'parts') === undefined;
    // Adjacent texts and parts form one message.
    if (!isPart || !isBare) messages += 1;
    isBare = isPart;
  }
  return { characters, messages };
}

/** Of the parameters of embedContent. */
export function embedContentSize(params: object): Size | undefined {
  const contents = ownValue(params, 'contents') ?? ownValue(params, 'content');
  if (contents === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(contents) ? contents : [contents];
  let characters = 0;
  for (const item of list) characters += contentSize(item);
  return { characters };
}

function contentSize(content: unknown): number {
  return textSize(ownValue(content, 'parts') ?? content);
}
