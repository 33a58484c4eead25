// What is measured: the scenarios, alone and at once, streamed and not, with content and without.

import type { Size } from '../measurement.ts';
import type { Sdk, SetUp, Variant } from './variants.ts';

/** One row of a table. */
export interface Case {
  readonly what: string;
  readonly setUp: SetUp;
  readonly sdk: Sdk;
  /** The name in `program/scenarios/`. */
  readonly scenario: string;
  readonly chunks: number;
  readonly isContentOn: boolean;
  readonly concurrency: number;
  /** Whether Node's own `fetch` brings the answer, in place of an option of the SDK. */
  readonly isNodeFetch: boolean;
  /** The row of a peer with `--quick`. */
  readonly isForQuickPeers: boolean;
}

/** Calls, or streams, of one process. */
export interface Counts {
  readonly warmUp: number;
  readonly calls: number;
}

const row = (what: string, sdk: Sdk, scenario: string, more: Partial<Case> = {}): Case => ({
  what,
  setUp: 'application',
  sdk,
  scenario,
  chunks: 0,
  isContentOn: false,
  concurrency: 1,
  isNodeFetch: false,
  isForQuickPeers: false,
  ...more,
});

const stream = (chunks: number): Case =>
  row(`stream of ${chunks} chunks`, 'openai', 'chat', { chunks });

const ROWS: readonly Case[] = [
  row('chat', 'openai', 'chat', { isForQuickPeers: true }),
  row('chat, 32 at once', 'openai', 'chat', { concurrency: 32 }),
  stream(20),
  stream(200),
  stream(2000),
  row("stream of 200 chunks of Node's fetch", 'openai', 'chat', { chunks: 200, isNodeFetch: true }),
  row('responses', 'openai', 'responses'),
  row('responses over a socket', 'openai', 'socket'),
  row('embeddings', 'openai', 'embeddings'),
  row('messages of Anthropic', 'anthropic', 'messages'),
  row('messages of Anthropic, stream of 200 chunks', 'anthropic', 'messages', { chunks: 200 }),
  row('chat of groq', 'groq', 'groq'),
  row('generateContent of Google', 'google-genai', 'googleGenAi'),
  row('chat of ollama', 'ollama', 'ollama'),
];

const OTHER_SDKS: readonly Sdk[] = ['groq', 'google-genai', 'ollama'];

/** All rows; our own pipeline is measured where it may differ from the application's. */
export const CASES: readonly Case[] = [
  ...ROWS,
  ...ROWS.filter(({ sdk }) => !OTHER_SDKS.includes(sdk)).map((each): Case => ({
    ...each,
    setUp: 'own',
    isForQuickPeers: false,
  })),
  ...[
    ...ROWS.filter(({ what }) => ['chat', 'responses', 'messages of Anthropic'].includes(what)),
    row('chat of new texts each time', 'openai', 'chatOfNewTexts'),
  ].flatMap((each) =>
    (['application', 'own'] as const).map((setUp): Case => ({
      ...each,
      setUp,
      isContentOn: true,
      isForQuickPeers: false,
    })),
  ),
];

/** The name of the table of a case. */
export function tableOf({ setUp, isContentOn }: Case): string {
  const whose = setUp === 'application' ? "the application's provider" : 'the own pipeline, OTLP';
  return `calls, ${whose}, content ${isContentOn ? 'on' : 'off'}`;
}

/** Whether a variant has a place in a row. */
export function isMeasured(variant: Variant, each: Case, { isQuick }: Size): boolean {
  if (!variant.setUps.includes(each.setUp) || !variant.sdks.includes(each.sdk)) return false;
  if (each.isContentOn && !variant.hasContentSwitch) return false;
  // What is said of chunks changes nothing where there are none.
  if (variant.name === 'llm-otel-off' && each.chunks === 0) return false;
  // What cost costs shows in one row.
  if (variant.name === 'llm-otel-no-cost' && (each.what !== 'chat' || each.isContentOn))
    return false;
  return !isQuick || isQuickToo(variant, each);
}

/** `--quick` leaves out what differs from another run only in a number. */
function isQuickToo({ name, peer }: Variant, each: Case): boolean {
  if (peer !== undefined) return each.isForQuickPeers;
  if (each.chunks > 20 && each.sdk === 'openai') return each.isNodeFetch && name === 'llm-otel';
  if (each.setUp === 'own' && each.concurrency + each.chunks > 1) return name === 'llm-otel';
  return name !== 'floor-intervals' || each.chunks > 0;
}

/** How many calls warm a process up, and how many are measured. */
export function countsOf({ chunks }: Case, { isQuick }: Size): Counts {
  if (isQuick) return { warmUp: 2, calls: 4 };
  // Measured in steps of 960 calls, and of 10 000 chunks: the SDK alone is flat after 2000 calls, under a
  // tool after 5000; a stream is after 50 000 chunks, whatever the length.
  if (chunks === 0) return { warmUp: 6000, calls: 3000 };
  return { warmUp: Math.ceil(50_000 / chunks), calls: Math.ceil(50_000 / chunks) };
}
