// The classes of `@anthropic-ai/sdk` and their methods that call a service. A test that walks the SDK's
// types lists the omitted methods, each with its reason.

import type { AnyMethod } from '../../model/method.ts';
import type { ClassTarget, StreamMakerTarget, TracerTarget } from '../../model/target.ts';
import { requests } from '../requests.ts';
import { resourceClass } from '../resource-class.ts';
import { completions } from './completions.ts';
import type { AnthropicFile, ResourceFile } from './files.ts';
import { messages } from './messages.ts';
import { HELPERS } from './parsed.ts';
import { request } from './methods.ts';

const BATCH_METHODS = ['create', 'retrieve', 'list', 'delete', 'cancel', 'results'];
const FILE_METHODS = ['upload', 'retrieveMetadata', 'list', 'delete', 'download'];

export const CLASSES: Readonly<Record<ResourceFile, ClassTarget>> = {
  messages: resourceClass('Anthropic', 'messages', methodsAt('messages'), HELPERS),
  betaMessages: resourceClass('Anthropic', 'beta.messages', methodsAt('beta.messages'), HELPERS),
  completions: at('completions', { create: completions }),
  batches: plain('messages.batches', BATCH_METHODS),
  betaBatches: plain('beta.messages.batches', BATCH_METHODS),
  files: plain('files', FILE_METHODS),
  betaFiles: plain('beta.files', FILE_METHODS),
};

/** All targets, keyed by file name. */
export const TARGETS: Readonly<
  Record<AnthropicFile, ClassTarget | StreamMakerTarget | TracerTarget>
> = {
  ...CLASSES,
  client: { kind: 'tracer', name: 'Anthropic' },
  // Its `parse` cannot be seen: the answer arrives, and is recorded, whether or not the caller has it parsed.
  thread: {
    kind: 'class',
    name: 'BetaMessageThread',
    methods: {},
    helpers: { stream: HELPERS['stream']! },
  },
  // Message threads create streams with it, since 1.12.
  streaming: { kind: 'stream-maker', name: 'Stream', method: 'fromSSEResponse' },
};

/** No model runs where tokens are only counted. */
function methodsAt(path: string): Record<string, AnyMethod> {
  return {
    create: messages,
    countTokens: request<{ readonly model?: string }, unknown>({
      name: `anthropic.${path}.countTokens`,
      request: ({ model }) => ({ model }),
      response: () => ({}),
    }),
  };
}

function at(path: string, methods: Record<string, AnyMethod>): ClassTarget {
  return resourceClass('Anthropic', path, methods);
}

function plain(path: string, names: readonly string[]): ClassTarget {
  return at(path, requests(request, 'anthropic', path, ...names));
}
