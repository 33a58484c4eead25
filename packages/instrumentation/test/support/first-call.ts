// Programs that make one call, and what they load and read during it.

import {
  runScenario,
  startMockLlm,
  startOtlpSink,
  type MockLlm,
  type OtlpSink,
  type ScenarioResult,
} from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Noted, PROBE } from './load-probe.ts';

/** One call of an SDK. */
export interface Call {
  readonly sdk: keyof typeof SDKS;
  readonly format: 'cjs' | 'esm';
  readonly isStream: boolean;
}

/** What surrounds a call. */
export interface Way {
  readonly env?: () => Readonly<Record<string, string>>;
  /** Code before and after the import of the SDK, and at the end. */
  readonly beforeImport?: string;
  readonly afterImport?: string;
  readonly atEnd?: string;
  readonly files?: () => Readonly<Record<string, string>>;
  /** The end of the name of a file that is read all the same. */
  readonly reads?: string;
  readonly isInWorker?: boolean;
}

/** A program's end, and what it noted. */
type FirstCall = ScenarioResult & { readonly noted: Noted };

const REQUEST = `model: 'm', messages: [{ role: 'user', content: 'Call me at +49 30 901820.' }]`;
const SDKS = {
  openai: {
    name: 'openai',
    client: 'OpenAI',
    create: `client.chat.completions.create({ ${REQUEST}`,
  },
  anthropic: {
    name: '@anthropic-ai/sdk',
    client: 'Anthropic',
    create: `client.messages.create({ max_tokens: 9, ${REQUEST}`,
  },
} as const;
const PRELOAD = ['--require', 'llm-otel/register'];

/** Defines `register()`, which registers a provider, and its `exporter`. */
export const OWN_PROVIDER = `import { trace } from '@opentelemetry/api';
  import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
  const exporter = new InMemorySpanExporter();
  const register = () => trace.setGlobalTracerProvider(new TracerProvider({
    spanProcessors: [new SimpleSpanProcessor({ exporter })] }));`;

/** What the tests of a file work with. */
export interface FirstCalls {
  mock(): MockLlm;
  sink(): OtlpSink;
  run(call: Call, way: Way, nodeArguments?: readonly string[]): Promise<FirstCall>;
  /** Without us, and without the way's variables; once for the same program. */
  runBare(call: Call, way: Way): Promise<FirstCall>;
}

/** Starts both servers for the tests of a file, as good as new for each. */
export function useFirstCalls(): FirstCalls {
  let mock: MockLlm;
  let sink: OtlpSink;
  const bare = new Map<string, Promise<FirstCall>>();
  beforeAll(async () => {
    mock = await startMockLlm();
    sink = await startOtlpSink();
  });
  afterEach(() => {
    mock.reset();
    sink.reset();
  });
  afterAll(() => Promise.all([mock.close(), sink.close()]));

  const run = async (
    call: Call,
    way: Way,
    nodeArguments: readonly string[] = PRELOAD,
  ): Promise<FirstCall> => {
    const program = toProgram(call, way);
    const inWorker = way.isInWorker === true ? `call.${call.format === 'esm' ? 'mjs' : 'cjs'}` : '';
    const result = await runScenario({
      format: inWorker === '' ? call.format : 'cjs',
      source: inWorker === '' ? program : toWorker(inWorker),
      files: {
        'probe.cjs': PROBE,
        ...way.files?.(),
        ...(inWorker !== '' && { [inWorker]: program }),
      },
      nodeArguments: ['--require', './probe.cjs', ...nodeArguments],
      env: {
        OPENAI_BASE_URL: mock.url,
        OPENAI_API_KEY: 'unused',
        ANTHROPIC_BASE_URL: mock.anthropicUrl,
        ANTHROPIC_API_KEY: 'unused',
        ...way.env?.(),
      },
    });
    const noted = JSON.parse(result.stdout.trim().split('\n').at(-1) ?? '') as Noted;
    return { ...result, noted };
  };
  return {
    mock: () => mock,
    sink: () => sink,
    run,
    runBare: (call, { beforeImport = '', isInWorker = false }) => {
      const key = JSON.stringify([call, beforeImport, isInWorker]);
      const known = bare.get(key) ?? run(call, { beforeImport, isInWorker }, []);
      bare.set(key, known);
      return known;
    },
  };
}

/** Lines of the traced program that the bare one has not. */
export function besides(traced: readonly string[], bare: readonly string[]): string[] {
  return traced.filter((line) => !bare.includes(line));
}

/** Whether a line tells of a module. */
export function isLoading(line: string): boolean {
  return /^(?:load|import|builtin|resolve) /.test(line);
}

const toWorker = (file: string): string =>
  `new (require('node:worker_threads').Worker)(require('node:path').join(__dirname, '${file}'));`;

/** The connection is open before, and Node.js has loaded what `fetch` needs. */
function toProgram({ sdk, format, isStream }: Call, way: Way): string {
  const { name, client, create } = SDKS[sdk];
  const read = isStream ? 'for await (const chunk of await answer) void chunk;' : 'await answer;';
  const source = `${way.beforeImport ?? ''} import ${client} from '${name}'; ${way.afterImport ?? ''}
    const client = new ${client}({ maxRetries: 0 });
    await fetch(client.baseURL, { method: 'POST', body: '{}' }).then((response) => response.text());
    notes();
    const answer = ${create}, stream: ${isStream} });
    try { ${read} } catch {}
    const noted = told();
    ${way.atEnd ?? ''}
    console.log(JSON.stringify(noted));`;
  if (format === 'esm') return source;
  const required = source
    .replaceAll(/import (\{[^}]*\}) from ('[^']+');/g, 'const $1 = require($2);')
    .replaceAll(/import (\w+) from ('[^']+');/g, 'const { default: $1 } = require($2);');
  return `(async () => { ${required} })();`;
}
