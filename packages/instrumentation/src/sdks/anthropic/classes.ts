// The classes of `@anthropic-ai/sdk` and their methods that reach a service. What is missing here is
// listed, with its reason, where a test walks the types of the SDK.

import type { AnyMethod, PatchedClass } from '../../model/adapter.ts';
import { requests } from '../requests.ts';
import { resourceClass } from '../resource-class.ts';
import { completions } from './completions.ts';
import { toFailure } from './errors.ts';
import type { AnthropicFile } from './files.ts';
import { messages } from './messages.ts';

const BATCH_METHODS = ['create', 'retrieve', 'list', 'delete', 'cancel', 'results'];
const FILE_METHODS = ['upload', 'retrieveMetadata', 'list', 'delete', 'download'];

export const CLASSES: Readonly<Record<AnthropicFile, PatchedClass>> = {
  messages: at('messages', { create: messages }),
  betaMessages: at('beta.messages', { create: messages }),
  completions: at('completions', { create: completions }),
  batches: plain('messages.batches', BATCH_METHODS),
  betaBatches: plain('beta.messages.batches', BATCH_METHODS),
  files: plain('files', FILE_METHODS),
  betaFiles: plain('beta.files', FILE_METHODS),
};

function at(path: string, methods: Record<string, AnyMethod>): PatchedClass {
  return resourceClass('Anthropic', path, methods);
}

function plain(path: string, names: readonly string[]): PatchedClass {
  const methods = Object.entries(requests('anthropic', path, ...names));
  return at(
    path,
    Object.fromEntries(methods.map(([name, method]) => [name, { ...method, failure: toFailure }])),
  );
}
