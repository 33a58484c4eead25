// What the cases of node-llama-cpp share: the parts of the package that they use, and how they load a model.

import path from 'node:path';
import type { Stage } from '../local/local-data.ts';

/** A callback that takes an answer, and what else a generation may be asked for. */
interface Options {
  readonly [name: string]: unknown;
  readonly signal?: AbortSignal;
}
interface Model {
  createContext(options: object): Promise<{ getSequence(): object }>;
  createEmbeddingContext(options: object): Promise<{
    getEmbeddingFor(text: string): Promise<object>;
  }>;
  createRankingContext(options: object): Promise<{
    rank(query: string, document: string): Promise<number>;
    rankAll(query: string, documents: readonly string[]): Promise<number[]>;
    rankAndSort(query: string, documents: readonly string[]): Promise<object[]>;
  }>;
}
interface Session {
  prompt(text: string, options?: Options): Promise<string>;
  promptWithMeta(text: string, options?: Options): Promise<object>;
  completePrompt(text: string, options?: Options): Promise<string>;
  dispose(): void;
}
interface Chat {
  generateResponse(history: readonly object[], options?: Options): Promise<object>;
}
interface Completion {
  generateCompletion(text: string, options?: Options): Promise<string>;
  generateCompletionWithMeta(text: string, options?: Options): Promise<object>;
  generateInfillCompletion(before: string, after: string, options?: Options): Promise<string>;
}
interface Sdk {
  getLlama(options: object): Promise<{ loadModel(options: object): Promise<Model> }>;
  readonly LlamaChatSession: new (options: object) => Session;
  readonly LlamaChat: new (options: object) => Chat;
  readonly LlamaCompletion: new (options: object) => Completion;
}

/** More of them would wait for each other on a machine with other work. */
export const THREADS = { threads: 1 } as const;

let llama: ReturnType<Sdk['getLlama']> | undefined;

/** Loads the model of a case. */
export async function load({ sdk, folder, name }: Stage): Promise<Model> {
  const { getLlama } = sdk as Sdk;
  llama ??= getLlama({ gpu: false, build: 'never', skipDownload: true, logLevel: 'error' });
  return (await llama).loadModel({ modelPath: path.join(folder, `${name}.gguf`) });
}

async function sequenceOf(stage: Stage): Promise<object> {
  const context = await (await load(stage)).createContext({ contextSize: 2048, ...THREADS });
  return context.getSequence();
}

export async function openSession(stage: Stage, options: object = {}): Promise<Session> {
  const { LlamaChatSession } = stage.sdk as Sdk;
  return new LlamaChatSession({ contextSequence: await sequenceOf(stage), ...options });
}

export async function openChat(stage: Stage): Promise<Chat> {
  const { LlamaChat } = stage.sdk as Sdk;
  return new LlamaChat({ contextSequence: await sequenceOf(stage) });
}

export async function openCompletion(stage: Stage): Promise<Completion> {
  const { LlamaCompletion } = stage.sdk as Sdk;
  return new LlamaCompletion({ contextSequence: await sequenceOf(stage) });
}

/** What the tiny model says. */
export const ANSWER = 'The quokka smiles at everyone it meets.';
