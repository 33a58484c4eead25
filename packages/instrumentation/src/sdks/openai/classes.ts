// The classes of `openai` and their methods that call a service. A test that walks the SDK's types
// lists the omitted methods, each with its reason.

import type { AnyMethod } from '../../model/method.ts';
import type { ClassTarget, Helper } from '../../model/target.ts';
import { otherMethods } from '../other-methods.ts';
import { requests } from '../requests.ts';
import { resourceClass } from '../resource-class.ts';
import { assistants } from './assistants.ts';
import { speech, transcriptions, translations } from './audio.ts';
import { batches } from './batches.ts';
import { chat } from './chat.ts';
import { completions } from './completions.ts';
import { embeddings } from './embeddings.ts';
import type { OpenAiFile } from './files.ts';
import { images } from './images.ts';
import { decisions, moderations } from './moderations.ts';
import { request } from './methods.ts';
import { otherResponses } from './responses-others.ts';
import { responses, retrieve } from './responses.ts';
import { runs } from './runs.ts';
import { RUN_TOOLS } from './tools.ts';
import { UNTRACED } from './untraced.ts';
import { search } from './vector-stores.ts';

export const CLASSES: Readonly<Record<OpenAiFile, ClassTarget>> = {
  chat: at('chat.completions', { create: chat }, { runTools: RUN_TOOLS }),
  betaChat: at('beta.chat.completions', {}, { runTools: RUN_TOOLS }),
  completions: at('completions', { create: completions }),
  responses: at('responses', { create: responses, retrieve, ...otherResponses('responses') }),
  betaResponses: at('beta.responses', {
    create: responses,
    retrieve,
    ...otherResponses('beta.responses'),
  }),
  embeddings: at('embeddings', { create: embeddings }),
  images: at('images', { generate: images, edit: images, createVariation: images }),
  speech: at('audio.speech', { create: speech }),
  transcriptions: at('audio.transcriptions', { create: transcriptions }),
  translations: at('audio.translations', { create: translations }),
  moderations: at('moderations', { create: moderations }),
  decisions: at('decisions', { create: decisions }),
  vectorStores: at('vectorStores', { search }),
  files: plain('files', 'create', 'retrieve', 'list', 'delete', 'content', 'retrieveContent'),
  batches: at('batches', batches),
  conversations: plain('conversations', 'create', 'retrieve', 'update', 'delete'),
  conversationItems: plain('conversations.items', 'create', 'retrieve', 'list', 'delete'),
  assistants: at('beta.assistants', assistants),
  threads: plain('beta.threads', 'create', 'retrieve', 'update', 'delete', 'createAndRun'),
  threadMessages: plain('beta.threads.messages', 'create', 'retrieve', 'update', 'list', 'delete'),
  runs: at('beta.threads.runs', runs),
  runSteps: plain('beta.threads.runs.steps', 'retrieve', 'list'),
};

function at(
  path: string,
  methods: Record<string, AnyMethod>,
  helpers?: Record<string, Helper>,
): ClassTarget {
  const others = otherMethods(request, 'openai', path, UNTRACED);
  return resourceClass('OpenAI', path, methods, helpers, others);
}

function plain(path: string, ...methods: readonly string[]): ClassTarget {
  return at(path, requests(request, 'openai', path, ...methods));
}
