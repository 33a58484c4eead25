// A program that uploads content without any LLM: `send(1)` uploads what belongs to the span 1.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runScenario, type ScenarioOptions, type ScenarioResult } from '@llm-otel/testkit';
import { onTestFinished } from 'vitest';
import type { ContentReferences, UploadCounts } from '../../src/upload/upload.ts';

const built = createRequire(import.meta.url).resolve('../../dist/upload/uploader.js');

/** How the uploads of a program ended. */
export interface UploadingProgram extends ScenarioResult {
  readonly counts: UploadCounts;
  /** What each `send` returned, `null` for nothing. */
  readonly references: readonly (ContentReferences | null)[];
  /** The line of stderr about content that was lost, without its beginning. */
  readonly losses: readonly string[];
  /** Texts of all files below `content`, by their path. */
  readonly files: ReadonlyMap<string, string>;
}

/** How a program uploads. */
export interface UploadOptions extends Partial<ScenarioOptions> {
  readonly basePath?: string;
  readonly jsonFormat?: 'json' | 'jsonl';
  readonly maxQueueSize?: number;
  /** Milliseconds for what is pending at the exit. */
  readonly lastMoment?: number;
  /** The module to load in place of ours. */
  readonly uploader?: string;
}

/** The trace of all spans. */
export const traceId = '0123456789abcdef0123456789abcdef';
/** The id of the span `n`. */
export const spanId = (n: number): string => n.toString(16).padStart(16, '0');
/** The messages that `send(n)` uploads. */
export const messages = (n: number): unknown => [
  { role: 'user', parts: [{ type: 'text', content: `question ${n}` }] },
];

/** Runs `body`, which may await, behind the prelude. Its directory goes with the test. */
export async function runUpload(
  body: string,
  options: UploadOptions = {},
): Promise<UploadingProgram> {
  const { basePath = './content', jsonFormat = 'json', maxQueueSize = 20, ...scenario } = options;
  const settings = JSON.stringify({ basePath, format: jsonFormat, maxQueueSize });
  const result = await runScenario({
    format: 'cjs',
    keepDirectory: true,
    ...scenario,
    source: `
      const fs = require('node:fs');
      const { createUploader } = require(${JSON.stringify(options.uploader ?? built)});
      const up = createUploader(${settings});
      const references = [];
      const messages = (n) => [{ role: 'user', parts: [{ type: 'text', content: 'question ' + n }] }];
      const send = (n, content = { inputMessages: messages(n) }, traceId = '${traceId}') =>
        references.push(up.upload(content, { traceId, spanId: n.toString(16).padStart(16, '0') }));
      const flush = () => up.flush(20_000);
      process.on('exit', () => {
        up.flushNow(${options.lastMoment ?? ''});
        fs.writeFileSync('result.json', JSON.stringify({ counts: up.counts, references }, (_, value) => value ?? null));
      });
      (async () => { ${body} })();`,
  });
  const { directory } = result;
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return {
    ...result,
    ...readResult(result),
    losses: [...result.stderr.matchAll(/^llm-otel: content could not be uploaded: (.*)$/gm)].map(
      ([, reason]) => reason!,
    ),
    files: filesBelow(path.join(directory, 'content')),
  };
}

function readResult({
  directory,
  stderr,
}: ScenarioResult): Pick<UploadingProgram, 'counts' | 'references'> {
  try {
    return JSON.parse(readFileSync(path.join(directory, 'result.json'), 'utf8'));
  } catch (error) {
    throw new Error(`the program left no result\n${stderr}`, { cause: error });
  }
}

function filesBelow(folder: string): ReadonlyMap<string, string> {
  try {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return new Map(
      files.map(({ parentPath, name }) => {
        const file = path.join(parentPath, name);
        return [path.relative(folder, file), readFileSync(file, 'utf8')];
      }),
    );
  } catch {
    return new Map();
  }
}
