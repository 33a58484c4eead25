// The adapter of `replicate`. `run` and `stream` create a prediction, and `run` and `wait` ask for it until it has ended:
// these calls are parts of theirs. What is fetched later has its tokens where its end is first known.

import type Replicate from 'replicate';
import type { Prediction, ServerSentEvent } from 'replicate';
import { defineAdapter } from '../../model/adapter.ts';
import type { AnyMethod } from '../../model/method.ts';
import { ownValue } from '../../model/size.ts';
import { methodsOf, type Clients } from '../client-methods.ts';
import { promptSize } from '../shapes/size.ts';
import { assemble, outputOf, type Streamed, toInput, toOutput } from './content.ts';
import { ERROR_TEXTS, toFailure } from './failure.ts';
import { readPart, toFetched, toModel, toRequest, toResponse } from './predictions.ts';

const clients: Clients = {
  baseUrl: (client) => (client as Partial<Replicate>).baseUrl,
  provider: () => 'replicate',
  common: {
    failure: toFailure,
    errorTexts: ERROR_TEXTS,
    fetch: ({ self }) => (self as Partial<Replicate>).fetch,
  },
};
const inference = methodsOf('inference', clients);
const request = methodsOf('request', clients);

const PREDICTION = Symbol('prediction');

interface Options {
  readonly input: object;
  readonly model?: string;
  readonly version?: string;
}

const sizeOf = (options: unknown) => promptSize(ownValue(ownValue(options, 'input'), 'prompt'));

/** Makes a prediction of the model that it names first. */
const named = {
  operation: 'generate_content',
  size: (_reference: string, options: Options) => sizeOf(options),
  input: (_reference: string, options: Options) => toInput(options.input),
  parts: PREDICTION,
  chunk: readPart,
} as const;

const run = inference<string, unknown, Prediction, Options>({
  ...named,
  request: (reference, { input }) => toRequest(toModel(reference), input),
  response: () => ({}),
  output: (output) => toOutput(output),
});

const stream = inference<string, object, Prediction | ServerSentEvent, Options>({
  ...named,
  request: (reference, { input }) => toRequest(toModel(reference), input, true),
  stream: (events) => events,
  response: () => ({}),
  saysEnd: true,
  assemble: (into, part) => assemble(into as Streamed | undefined, part),
  output: (streamed) => outputOf(streamed as Streamed),
});

const create = inference<Options, Prediction>({
  operation: 'generate_content',
  partOf: PREDICTION,
  request: ({ model, version, input }) => toRequest(model ?? toModel(version), input),
  response: toResponse,
  size: sizeOf,
  input: ({ input }) => toInput(input),
  output: outputOf,
});

const createOfDeployment = inference<string, Prediction, never, string>({
  operation: 'generate_content',
  request: (owner, name, options) => toRequest(`${owner}/${name}`, (options as Options).input),
  response: toResponse,
  size: (_owner, _name, options) => sizeOf(options),
  input: (_owner, _name, options) => toInput((options as Options).input),
  output: outputOf,
});

const fetched = {
  operation: 'fetch_response',
  partOf: PREDICTION,
  response: toFetched,
  output: outputOf,
} as const;

const get = request<string, Prediction>({
  ...fetched,
  name: 'replicate.predictions.get',
  request: (responseId) => ({ responseId }),
});

const wait = request<Prediction, Prediction, Prediction>({
  ...fetched,
  name: 'replicate.wait',
  parts: PREDICTION,
  request: ({ id }) => ({ responseId: id }),
  chunk: (into, prediction) => void Object.assign(into.metadata, toFetched(prediction)),
});

export const replicate = defineAdapter({
  name: 'replicate',
  providers: ['replicate'],
  clients: ['Replicate'],
  packages: [
    {
      name: 'replicate',
      versions: '>=0.25.2 <2',
      traces: 'run, stream, wait, predictions.create and get, deployments.predictions.create',
      files: [
        {
          file: /^index$/,
          targets: [
            {
              kind: 'class',
              name: 'Replicate',
              isLocal: true,
              reach: { client: '' },
              methods: { run, stream, wait },
            },
          ],
        },
        {
          file: /^lib\/predictions$/,
          targets: [sent('createPrediction', 'create', create), sent('getPrediction', 'get', get)],
        },
        {
          file: /^lib\/deployments$/,
          targets: [sent('createPrediction', 'predictions.create', createOfDeployment)],
        },
      ],
    },
  ],
});

function sent(name: string, exported: string, method: AnyMethod) {
  return { kind: 'function', name, isLocal: true, exported, method } as const;
}
