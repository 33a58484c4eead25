// Converts content to attributes: structured, or JSON if an SDK has no structured attributes.

import type { Attributes, AttributeValue, Span } from '@opentelemetry/api';
import { wellFormed } from '../../content/well-formed.ts';
import { emitsLatest } from '../conventions/profile.ts';
import { ATTRIBUTE as A } from '../conventions/vocabulary.ts';
import type { Said } from '../operation.ts';

/** Content attributes in the form of events. */
export function contentAttributes({ content }: Said): Attributes {
  const attributes: Attributes = {};
  if (content === undefined) return attributes;
  const set = (name: string, value: unknown): void => {
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
    if (!isEmpty) attributes[name] = value as AttributeValue;
  };
  set(A.systemInstructions, content.systemInstructions);
  set(A.inputMessages, content.inputMessages);
  set(A.outputMessages, content.outputMessages);
  set(A.toolDefinitions, content.toolDefinitions);
  set(A.toolCallArguments, toObject(content.toolArguments, 'arguments'));
  set(A.toolCallResult, toObject(content.toolResult, 'result'));
  set(A.retrievalQueryText, content.queryText);
  set(A.retrievalDocuments, content.documents);
  set(A.memoryQueryText, content.memoryQueryText);
  set(A.memoryRecords, content.memoryRecords);
  set(A.resourceUri, content.resourceUri);
  set(A.resourceContents, content.resourceContents);
  set(A.promptMessages, content.promptMessages);
  set(A.elicitationMessage, content.elicitationMessage);
  set(A.elicitationAnswer, content.elicitationAnswer);
  set(A.errorText, content.errorText);
  if (emitsLatest()) {
    for (const [name, value] of Object.entries(content.promptVariables ?? {})) {
      set(`${A.promptVariable}.${name}`, value);
    }
  }
  return attributes;
}

/** The same attributes as supported by `span`. */
export function spanContentAttributes(said: Said, span: Span): Attributes {
  const attributes = contentAttributes(said);
  if (hasStructuredAttributes(span)) return attributes;
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'object') attributes[name] = JSON.stringify(value);
  }
  return attributes;
}

/** Only line 3 of the SDK keeps objects, and its resource says so; others drop them. */
function hasStructuredAttributes(span: Span): boolean {
  const { resource } = span as { resource?: { attributes?: Record<string, unknown> } };
  const version = resource?.attributes?.['telemetry.sdk.version'];
  return typeof version === 'string' && Number.parseInt(version, 10) >= 3;
}

/** The conventions require an object: text may be its JSON, other values are wrapped. */
export function toObject(value: unknown, key: string): unknown {
  const parsed = typeof value === 'string' ? parse(value) : value;
  if (parsed === undefined) return undefined;
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  return isObject ? parsed : { [key]: value };
}

function parse(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    // Escaped halves of characters were no halves in the text.
    return /\\ud/i.test(text) ? wellFormed(parsed) : parsed;
  } catch {
    return text;
  }
}
