// Turns content into attributes: structured, or as JSON where an SDK has no structured attributes.

import type { Attributes, AttributeValue, Span } from '@opentelemetry/api';
import { config } from '../config.ts';
import type { Content, ToolDefinition } from '../core/content.ts';
import { emitsLatest } from './profile.ts';
import { promptSize } from './prompt-size.ts';
import { ATTRIBUTE as A } from './vocabulary.ts';

/** Attributes of what was said, as events have them. */
export function contentAttributes(content: Content): Attributes {
  const { toolDefinitions } = content;
  const attributes: Attributes = {};
  const set = (name: string, value: unknown): void => {
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
    if (!isEmpty) attributes[name] = value as AttributeValue;
  };
  const { messageCount, promptLength } = promptSize(content);
  set(A.requestMessageCount, messageCount);
  set(A.promptLength, promptLength);
  set(A.systemInstructions, content.systemInstructions);
  set(A.inputMessages, content.inputMessages);
  set(A.outputMessages, content.outputMessages);
  set(A.toolDefinitions, toolDefinitions && shownTools(toolDefinitions));
  set(A.toolCallArguments, toObject(content.toolArguments, 'arguments'));
  set(A.toolCallResult, toObject(content.toolResult, 'result'));
  set(A.retrievalQueryText, content.queryText);
  set(A.retrievalDocuments, content.documents);
  set(A.memoryQueryText, content.memoryQueryText);
  set(A.memoryRecords, content.memoryRecords);
  if (emitsLatest()) {
    for (const [name, value] of Object.entries(content.promptVariables ?? {})) {
      set(`${A.promptVariable}.${name}`, value);
    }
  }
  return attributes;
}

/** The same attributes as `span` can have them. */
export function spanContentAttributes(content: Content, span: Span): Attributes {
  const attributes = contentAttributes(content);
  if (hasStructuredAttributes(span)) return attributes;
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'object') attributes[name] = JSON.stringify(value);
  }
  return attributes;
}

/** Only line 3 of the SDK keeps objects, and says so in its resource; others drop them. */
function hasStructuredAttributes(span: Span): boolean {
  const { resource } = span as { resource?: { attributes?: Record<string, unknown> } };
  const version = resource?.attributes?.['telemetry.sdk.version'];
  return typeof version === 'string' && Number.parseInt(version, 10) >= 3;
}

/** Descriptions and schemas are long, and the same in every call. */
function shownTools(definitions: readonly ToolDefinition[]): readonly ToolDefinition[] {
  if (config().toolDefinitions === 'full') return definitions;
  return definitions.map(({ type, name }) => ({ type, name }));
}

/** The conventions ask for an object: text may be the JSON of one, all else is wrapped. */
export function toObject(value: unknown, key: string): unknown {
  const parsed = typeof value === 'string' ? parse(value) : value;
  if (parsed === undefined) return undefined;
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  return isObject ? parsed : { [key]: value };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
