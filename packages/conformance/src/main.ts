// The checker as a command: `npm run conformance -- traces.jsonl metrics.jsonl`.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { OtlpError } from '@llm-otel/query/otlp';
import { check } from './check.ts';
import { PROFILES, type Profile } from './conventions/profiles.ts';
import { LEVELS } from './finding.ts';
import { judge, readGaps } from './gaps.ts';
import { InputError } from './otlp/input-error.ts';
import { joinRecords, readOtlp } from './otlp/read.ts';
import { ownExtension, readExtension } from './registry/extension.ts';
import { hasPassed, type Report, toJson, toText } from './report.ts';

const usage = `Usage: npm run conformance -- [options] <file> ...

Checks OTLP/JSON (lines as the collector's file exporter writes them) against the GenAI conventions.
A file named - is the standard input.

  --profile latest|1.41         the convention version; default latest
  --names convention|product    product also accepts llm.call, chain.step, retrieval; default convention
  --registry <file>             names of your own, may be repeated; see packages/conformance/README.md
  --gaps <file>                 declared gaps; one that no longer occurs fails the run
  --complete                    the files hold all telemetry of a run: miss metrics and events too
  --stability                   report attributes whose names may still change
  --level violation|improvement|information   the lowest level that text shows; default improvement
  --format text|json            default text

Exit code: 0 passed, 1 violations or closed gaps, 2 the input or an option was not understood.`;

const PROFILE_NAMES = Object.keys(PROFILES) as Profile[];

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      profile: { type: 'string', default: 'latest' },
      names: { type: 'string', default: 'convention' },
      registry: { type: 'string', multiple: true, default: [] },
      gaps: { type: 'string' },
      complete: { type: 'boolean', default: false },
      stability: { type: 'boolean', default: false },
      level: { type: 'string', default: 'improvement' },
      format: { type: 'string', default: 'text' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const profile = choose('--profile', values.profile, PROFILE_NAMES);
  const names = choose('--names', values.names, ['convention', 'product']);
  const level = choose('--level', values.level, LEVELS);
  const format = choose('--format', values.format, ['text', 'json']);
  if (positionals.length === 0) throw new InputError('no file is given; name one, or - for stdin');

  const extensions = [ownExtension(), ...values.registry.map(readExtension)];
  const gaps = values.gaps === undefined ? [] : readGaps(values.gaps);
  const records = joinRecords(positionals.map(readFile));
  const { complete, stability } = values;
  const result = check(records, { profile, names, extensions, complete, stability });
  if (Object.values(result.checked).every((count) => count === 0)) {
    throw new InputError(
      `${positionals.join(', ')}: nothing to check, ${result.skipped} records and none is about GenAI; is it the right file?`,
    );
  }
  const { checked, skipped } = result;
  const report: Report = { ...judge(result.findings, gaps, profile), profile, checked, skipped };
  console.log(format === 'json' ? toJson(report) : toText(report, level));
  return hasPassed(report) ? 0 : 1;
}

function choose<Value extends string>(
  option: string,
  value: string,
  allowed: readonly Value[],
): Value {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw new InputError(`${option} is "${value}"; give one of ${allowed.join(', ')}`);
}

function readFile(file: string): ReturnType<typeof readOtlp> {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new InputError(`${file} cannot be read: ${(error as Error).message}`);
  }
  return readOtlp(text, file === '-' ? 'stdin' : file);
}

try {
  process.exitCode = main();
} catch (error) {
  // The errors of parseArgs already name the cause.
  const isTheirs =
    error instanceof InputError ||
    error instanceof OtlpError ||
    String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
  if (!isTheirs) throw error;
  console.error(`conformance: ${(error as Error).message}\n\n--help shows the options`);
  process.exitCode = 2;
}
