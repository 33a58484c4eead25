// Shared by the SDKs that Stainless generates: openai, anthropic, groq and others.

import type { Clients } from './client-methods.ts';

interface Client {
  readonly baseURL?: unknown;
  readonly constructor?: { readonly name?: string };
}

/** The client that a resource belongs to. */
export function clientOf<Own>(resource: unknown): (Client & Partial<Own>) | undefined {
  return (resource as { _client?: Client & Partial<Own> })._client;
}

/** The URL of the client of a resource. */
export function baseUrl(resource: unknown): string | undefined {
  const url = clientOf(resource)?.baseURL;
  return typeof url === 'string' ? url : undefined;
}

/** The name of the class of the client of a resource. */
export function clientClass(resource: unknown): string | undefined {
  return clientOf(resource)?.constructor?.name;
}

/** What all methods share. */
export const STAINLESS = {
  settles: 'stainless',
  signal: ({ args }) => (args[1] as { signal?: AbortSignal } | null | undefined)?.signal,
  isAbort: (error) =>
    (error as { constructor?: { name?: unknown } } | null | undefined)?.constructor?.name ===
    'APIUserAbortError',
} satisfies Clients['common'];
