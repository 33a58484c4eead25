import { Command, Option } from 'commander';
import { note } from '../format/note.ts';
import { EXIT, Failure } from '../failure.ts';
import { toCount } from '../format/quantity.ts';
import { progressBar } from '../format/progress.ts';
import { showUrl } from 'llm-otel/shown-url';
import { toSafeJson } from '../format/text-safety.ts';
import { OtlpSender } from '../import/otlp-sender.ts';
import { ReplayPosition } from '../import/replay-position.ts';
import { requestsOf } from '../import/replay-requests.ts';
import { sourceFiles } from '../import/source-files.ts';

const ENDPOINT = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] || 'http://127.0.0.1:4318';

interface Options {
  readonly endpoint: string;
  readonly header: Readonly<Record<string, string>>;
  readonly position: string;
  readonly restart?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `llm-otel replay` */
export function replayCommand(): Command {
  return new Command('replay')
    .argument('<files...>', 'files or directories; rotated, .gz and .zst ones too')
    .addOption(
      new Option('--endpoint <url>', 'OTLP over HTTP').default(ENDPOINT, showUrl(ENDPOINT)),
    )
    .option('--header <name=value>', 'sent with each request, may be repeated', addHeader, {})
    .option('--position <file>', 'remembers what was sent', './.llm-otel-replay.json')
    .option('--restart', 'send everything again')
    .option('--dry-run', 'tell only')
    .option('--json', 'answer in JSON')
    .action(run);
}

async function run(names: readonly string[], options: Options): Promise<void> {
  const { endpoint, dryRun = false } = options;
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) {
    throw new Failure(
      `--endpoint is "${showUrl(endpoint)}"; give a URL such as http://127.0.0.1:4318`,
    );
  }
  const files = sourceFiles(names);
  const sender = new OtlpSender(endpoint, options.header);
  const position = new ReplayPosition(options.position, options.restart === true);
  if (!dryRun) position.check();
  const bar = progressBar('sending', 'bytes');
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const counts = { requests: 0, lines: 0, skipped: 0, bad: 0, refused: 0 };
  let firstRefusal: string | undefined;
  let firstBad: string | undefined;
  let done = 0;
  try {
    for (const { path } of files) {
      let before = position.linesOf(path);
      counts.skipped += before;
      for await (const request of requestsOf(path, before, (bytes) => {
        done += bytes;
        bar.update(done, total);
      })) {
        if (request.body !== undefined) {
          const answer = dryRun ? undefined : await sender.send(request.signal, request.body);
          if (answer?.isAccepted === false) {
            counts.refused += 1;
            firstRefusal ??= `${path}, line ${request.lines}: ${answer.why}`;
          } else counts.requests += 1;
        }
        counts.bad += request.bad;
        if (request.firstBad !== undefined) firstBad ??= `${path}, ${request.firstBad}`;
        counts.lines += request.lines - before;
        before = request.lines;
        if (!dryRun) position.save(path, before);
      }
    }
  } finally {
    bar.stop();
  }
  report(counts, { firstRefusal, firstBad }, options);
}

function report(
  counts: Readonly<Record<'requests' | 'lines' | 'skipped' | 'bad' | 'refused', number>>,
  { firstRefusal, firstBad }: Readonly<Record<'firstRefusal' | 'firstBad', string | undefined>>,
  { json, dryRun = false }: Options,
): void {
  const { requests, lines, skipped, bad, refused } = counts;
  if (json === true) {
    const firsts = { first_refusal: firstRefusal, first_bad: firstBad };
    console.log(toSafeJson({ ...counts, ...firsts, dry_run: dryRun }, 2));
  } else {
    console.log(
      `${toCount(lines)} lines ${dryRun ? 'would be ' : ''}sent in ${toCount(requests)} requests, ${toCount(skipped)} were sent before, ${toCount(bad)} bad, ${toCount(refused)} requests refused`,
    );
    if (firstBad !== undefined) note(`left out: ${firstBad}`);
    if (firstRefusal !== undefined) note(firstRefusal);
  }
  if (refused > 0) process.exitCode = EXIT.usage;
}

function addHeader(
  text: string,
  all: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at < 1) throw new Failure('--header has no name; write name=value');
  return { ...all, [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
}
