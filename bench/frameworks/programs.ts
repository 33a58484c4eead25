// The measured programs, and what each of their runs is.

/** One of them. */
export interface Program {
  readonly program: string;
  readonly table: string;
  /** How often each is run, unless it is to be quick. */
  readonly runs: number;
  /** The framework's own telemetry: columns by what the program is told. */
  readonly theirs?: Readonly<Record<string, string>>;
  /** The rows, by the names in what the program prints; `spans`: ours in one run. */
  readonly whats: Readonly<Record<string, { readonly what: string; readonly spans: number }>>;
  /** It needs what is installed apart. */
  readonly isInstalled?: true;
}

/** All of them. */
export const FRAMEWORKS: readonly Program[] = [
  {
    program: 'frameworks/ai.mjs',
    table: 'calls of the AI SDK, on models that answer at once',
    runs: 1000,
    theirs: { theirs: '@ai-sdk/otel added' },
    whats: {
      text: { what: 'generateText: two spans', spans: 2 },
      stream: { what: 'streamText of ten chunks: two spans', spans: 2 },
      tool: { what: 'generateText that calls a tool: four spans', spans: 4 },
    },
  },
  {
    program: 'frameworks/agents.mjs',
    table: 'runs of OpenAI Agents, on models that answer at once',
    runs: 1000,
    theirs: { theirs: 'an empty processor added' },
    whats: {
      turn: { what: 'a turn', spans: 2 },
      tool: { what: 'two turns and a tool', spans: 3 },
    },
  },
  {
    program: 'frameworks/mastra.mjs',
    table: 'runs of agents of Mastra, on models that answer at once',
    runs: 200,
    theirs: {
      exporter: '@mastra/observability added',
      bridge: '@mastra/otel-bridge added',
    },
    whats: {
      turn: { what: 'generate: two spans', spans: 2 },
      stream: { what: 'stream of ten chunks: two spans', spans: 2 },
      tool: { what: 'generate that calls a tool: four spans', spans: 4 },
    },
    isInstalled: true,
  },
  {
    program: 'frameworks/claude.mjs',
    table: 'queries of the Claude Agent SDK, on an executable that answers at once',
    runs: 1000,
    whats: {
      query: { what: 'a query with a tool: four spans', spans: 4 },
      prompt: { what: 'a further prompt of a query: one span', spans: 1 },
    },
  },
];
