// Content stored apart: attributes link it.

import { processState } from '../../foundation/process-state.ts';
import type { Attributes, SpanContext } from '@opentelemetry/api';
import type { Content } from '../../model/content.ts';
import { ATTRIBUTE as A } from '../conventions/vocabulary.ts';

/** The uploaded fields, and their reference attributes. */
const REFERENCES = {
  systemInstructions: A.systemInstructionsRef,
  inputMessages: A.inputMessagesRef,
  outputMessages: A.outputMessagesRef,
  toolDefinitions: A.toolDefinitionsRef,
} as const;

type Field = keyof typeof REFERENCES;

/** Stores content and returns its location; `undefined` if not stored. */
type Upload = (
  content: Pick<Content, Field>,
  span: { readonly traceId: string; readonly spanId: string },
) => Readonly<Partial<Record<Field, string>>> | undefined;

const outlet = processState<{ upload: Upload | undefined }>('upload', () => ({
  upload: undefined,
}));

/** Uploads operations' content with `uploader`. */
export function uploadContentWith(uploader: Upload): void {
  outlet.upload = uploader;
}

/** Uploads the parts of `content` with a reference; returns the reference attributes. */
export function uploaded(content: Content, span: SpanContext): Attributes {
  const fields = Object.keys(REFERENCES) as Field[];
  const said = fields.filter((field) => content[field] !== undefined);
  const { upload } = outlet;
  if (upload === undefined || said.length === 0) return {};
  const references = upload(Object.fromEntries(said.map((field) => [field, content[field]])), span);
  return Object.fromEntries(
    said.map((field) => [REFERENCES[field], references?.[field]]).filter(([, uri]) => uri),
  ) as Attributes;
}
