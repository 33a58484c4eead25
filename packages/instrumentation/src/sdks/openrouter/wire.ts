// What is OpenRouter's own in objects of its package: the provider that answered, and streams.

import type { EndpointInfo } from '@openrouter/sdk/models';
import type { Response } from '../../model/response.ts';
import { toSnakeCase } from '../snake-case.ts';

/** What was said, and vectors: they may be long. */
const LONG: ReadonlySet<string> = new Set(['messages', 'input', 'instructions', 'tools', 'data']);

/** The rest of a request or a response, under the API's names. */
export function toSettings(object: object): object {
  const short = Object.entries(object).filter(([key]) => !LONG.has(key));
  return toSnakeCase(Object.fromEntries(short)) as object;
}

/** The stream that a call returned, if it did. */
export function streamIn(value: unknown): object | undefined {
  return value instanceof ReadableStream ? value : undefined;
}

interface Routed {
  readonly openrouter_metadata?: {
    readonly endpoints?: { readonly available?: readonly EndpointInfo[] };
  } | null;
}

/** Adds to `response` the provider that was chosen, where `answer` names it. */
export function withUpstream(response: Response, answer: object): Response {
  const { endpoints } = (answer as Routed).openrouter_metadata ?? {};
  const chosen = endpoints?.available?.find(({ selected }) => selected)?.provider;
  if (chosen !== undefined) response.upstreamProvider ??= chosen;
  return response;
}
