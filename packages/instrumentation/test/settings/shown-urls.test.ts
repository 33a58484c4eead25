// What nobody may read on stderr or stdout, whatever is wrong with a setting: the users, passwords and
// queries of URLs, the values of headers, and keys.

import { runScenario, type ScenarioResult } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';

const SECRETS = /alice|hunter2|sesame|headersecret|hmacsecret/i;
const URL_WITH_ALL = 'http://alice:hunter2@127.0.0.1:1/v1?key=sesame';
const base = {
  LLM_OTEL_DOCTOR: '1',
  OTEL_LOG_LEVEL: 'ALL',
  // Of an export, with its retries.
  OTEL_EXPORTER_OTLP_TIMEOUT: '100',
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20headersecret,x-key=headersecret',
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-other=headersecret',
  LLM_OTEL_HMAC_KEY: 'hmacsecret',
};

/** One call of a tool, and an end of each kind. */
async function run(
  env: Readonly<Record<string, string>>,
  body = `tool('t', () => 1);`,
): Promise<ScenarioResult> {
  return runScenario({
    format: 'cjs',
    source: `const { tool, configure } = require('llm-otel'); ${body}`,
    env: { ...base, NODE_OPTIONS: '--require llm-otel/register', ...env },
  });
}

/** The lines with a secret, and whether the program went on to its end. */
function secretsIn({ stdout, stderr, exitCode }: ScenarioResult): object {
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => SECRETS.test(line));
  return { lines, exitCode, hasReport: stderr.includes('llm-otel doctor') };
}

const none = { lines: [], exitCode: 0, hasReport: true };

const urls = [
  URL_WITH_ALL,
  URL_WITH_ALL.toUpperCase(),
  `  ${URL_WITH_ALL}  `,
  '//alice:hunter2@127.0.0.1:1/v1?key=sesame',
  'alice:hunter2@127.0.0.1:1',
  '127.0.0.1:1?key=sesame',
  'http://alice:hunter%402@127.0.0.1:1/?key=sesame#sesame',
  'http://alice:hunter2@[::1]:1/v1#sesame',
  'http://alice:hunt@hunter2:x@127.0.0.1:1',
  'http://alice:x/hunter2@127.0.0.1:1',
  'http://alice:x?hunter2@127.0.0.1:1',
  'http://alice:x hunter2@127.0.0.1:1',
  `http://alice:x'hunter2"@127.0.0.1:1`,
  String.raw`http:\\alice:hunter2@127.0.0.1:1`,
  'http:/alice:hunter2@127.0.0.1:1',
  'http%3A%2F%2Falice%3Ahunter2%40127.0.0.1',
  'ftp://alice:hunter2@127.0.0.1:1',
  'http://alice:hunter2@',
  `${URL_WITH_ALL},${URL_WITH_ALL}, ${URL_WITH_ALL}`,
];

describe('an endpoint', () => {
  it.each(urls)('is shown without its secrets: %s', async (url) => {
    const program = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: url });
    expect(secretsIn(program)).toEqual(none);
    expect(program.stderr).toMatch(/OTLP over HTTP: traces to \S*…/);
  });

  it.each(['process.exit(0)', 'process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 9)'])(
    'is shown without its secrets at the end: %s',
    async (end) => {
      const body = `process.on('SIGTERM', () => process.exit(0)); tool('t', () => 1); ${end};`;
      expect(secretsIn(await run({ OTEL_EXPORTER_OTLP_ENDPOINT: URL_WITH_ALL }, body))).toEqual(
        none,
      );
    },
  );

  it('is shown as far as it helps', async () => {
    const { stderr } = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: URL_WITH_ALL });
    expect(stderr).toContain(
      'traces to http://…@127.0.0.1:1/v1?…, metrics to http://…@127.0.0.1:1',
    );
  });

  it('is shown without its secrets by a logger of the application', async () => {
    const body = `
      const { diag, DiagConsoleLogger, DiagLogLevel } = require('@opentelemetry/api');
      delete process.env.OTEL_LOG_LEVEL;
      diag.setLogger(new DiagConsoleLogger(), DiagLogLevel.ERROR);
      tool('t', () => 1); process.exit(0);`;
    const program = await run(
      { OTEL_EXPORTER_OTLP_ENDPOINT: URL_WITH_ALL, OTEL_LOG_LEVEL: '' },
      body,
    );
    expect(secretsIn(program)).toEqual(none);
    expect(program.stderr).toContain('the last export failed');
  });
});

/** Each of these selects another set-up. */
const selecting = [
  'OTEL_EXPORTER_OTLP_PROTOCOL',
  'OTEL_TRACES_EXPORTER',
  'OTEL_METRICS_EXPORTER',
  'OTEL_LOGS_EXPORTER',
  'OTEL_PROPAGATORS',
  'OTEL_CONFIG_FILE',
];
const others = [
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_METRICS_TIMEOUT',
  'OTEL_EXPORTER_OTLP_COMPRESSION',
  'OTEL_EXPORTER_OTLP_CERTIFICATE',
  'OTEL_TRACES_SAMPLER',
  'OTEL_BSP_SCHEDULE_DELAY',
  'OTEL_SPAN_EVENT_COUNT_LIMIT',
  'OTEL_METRIC_EXPORT_INTERVAL',
  'OTEL_SEMCONV_STABILITY_OPT_IN',
  'OTEL_NODE_RESOURCE_DETECTORS',
  'LLM_OTEL_LOG_DIR',
  'LLM_OTEL_LOG_MAX_BYTES',
  'LLM_OTEL_LOG_MODE',
  'LLM_OTEL_REDACT',
  'LLM_OTEL_REDACT_HOOK',
  'LLM_OTEL_REDACT_PATTERNS',
  'LLM_OTEL_DISABLED_SDKS',
  'LLM_OTEL_PROVIDERS',
  'LLM_OTEL_SEMCONV',
  'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT',
  'OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK',
];

describe('a setting', () => {
  it.each([[others], ...selecting.map((variable) => [[variable, ...others.slice(1)]])])(
    'that is a URL by mistake is shown without its secrets: %j',
    async (variables) => {
      const wrong = Object.fromEntries(variables.map((variable) => [variable, URL_WITH_ALL]));
      const program = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', ...wrong });
      expect(secretsIn(program)).toEqual(none);
      expect(program.stderr).toContain('LLM_OTEL_LOG_MAX_BYTES="http://…@127.0.0.1:1/v1?…" is not');
    },
  );

  it.each(['otlp', 'console'])(
    'of the full SDK is shown without its secrets: %s',
    async (exporter) => {
      const program = await run({
        OTEL_TRACES_EXPORTER: `${exporter},nothing`,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://alice:hunter2@127.0.0.1:x/?key=sesame',
      });
      expect(secretsIn(program)).toEqual(none);
    },
  );

  it('in code is shown without its secrets', async () => {
    const body = `configure({ logMaxBytes: ${JSON.stringify(URL_WITH_ALL)}, spanNames: 'alice:hunter2@host' }); tool('t', () => 1);`;
    const program = await run({}, body);
    expect(secretsIn(program)).toEqual(none);
    expect(program.stderr).toContain('configure(): logMaxBytes="http://…@127.0.0.1:1/v1?…" is not');
  });

  it.each([
    's3://alice:hunter2@bucket/prefix',
    's3://alice:x/hunter2@bucket/prefix',
    's3://alice@bucket',
    's3://bucket/prefix?key=sesame',
    's3://bucket/prefix#sesame',
    URL_WITH_ALL,
    'file://alice:hunter2@host/folder',
  ])('for uploads is refused with its secrets, and shown without: %s', async (basePath) => {
    const program = await run({
      OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK: 'upload',
      OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH: basePath,
    });
    expect(secretsIn(program)).toEqual(none);
    expect(program.stderr).toMatch(/content is not uploaded: OTEL_\w+="[a-z\d]+:\/\/.*…/);
  });
});

it('is shown as it is if it has an @ and no secret', async () => {
  const { stderr } = await run({ LLM_OTEL_LOG_MAX_BYTES: './node_modules/@team/size' });
  expect(stderr).toContain('LLM_OTEL_LOG_MAX_BYTES="./node_modules/@team/size" is not');
});
