import { once } from 'node:events';
import { Command } from 'commander';
import { isBucket } from '../archive/archive-place.ts';
import { note } from '../format/note.ts';
import { Failure } from '../failure.ts';
import { showUrls, showUrl } from 'llm-otel/shown-url';
import { listen } from '../server/listen.ts';
import { Problem } from '../server/problem.ts';
import { Questions } from '../server/questions.ts';
import {
  checkExposure,
  readToken,
  type Settings,
  toAddresses,
  toHosts,
} from '../server/settings.ts';
import { names, wholeNumber } from './filter-options.ts';
import { tellNoLog, tellStrayLinks } from './log-options.ts';

interface Options {
  readonly dir: string;
  readonly recursive?: boolean;
  readonly cache: boolean;
  readonly host?: string;
  readonly port: number;
  readonly allowHost?: readonly string[];
  readonly tokenFile?: string;
  readonly contentTokenFile?: string;
  readonly content?: boolean;
  readonly jaegerUrl?: string;
  readonly queryTimeout: number;
  readonly accessLog?: boolean;
}

const MS_PER_SECOND = 1000;
const HIGHEST_PORT = 65_535;

/** `llm-otel serve` */
export function serveCommand(): Command {
  return new Command('serve')
    .option(
      '--dir <directory>',
      'where the logs are, or an archive of Parquet: a folder, or s3://bucket/folder',
      process.env['LLM_OTEL_LOG_DIR'] || './llm_logs',
    )
    .option('--recursive', 'read the logs in the folders below as well, such as one for each host')
    .option('--no-cache', 'leave no cache beside the logs')
    .option('--host <address>', 'where to listen: 127.0.0.1 and ::1 unless told')
    .option('--port <number>', 'the port; 0 takes a free one', wholeNumber(0), 8787)
    .option('--allow-host <names>', 'further names under which it is reached', names)
    .option('--token-file <file>', 'holds the token to ask for; else LLM_OTEL_SERVE_TOKEN')
    .option(
      '--content-token-file <file>',
      'holds a token that reads content as well; else LLM_OTEL_SERVE_CONTENT_TOKEN',
    )
    .option('--content', 'show content (prompts, answers) without a token of its own')
    .option('--jaeger-url <url>', 'links traces to Jaeger, such as http://localhost:16686')
    .option('--query-timeout <seconds>', 'of one query', Number, 30)
    .option('--access-log', 'tell every request on stderr')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const settings = toSettings(options);
  checkExposure(settings);
  const questions = new Questions({
    directory: settings.directory,
    isTree: settings.isTree,
    isCached: settings.isCached,
    timeoutMs: settings.queryTimeoutMs,
  });
  // A bucket that cannot be read now cannot be read later, and only the failure says why.
  if (isBucket(settings.directory)) await questions.open();
  // Loading the framework takes as long as most queries.
  const { buildApp } = await import('../server/app.ts');
  const app = await buildApp(settings, questions);
  const server = await listen(app, settings.addresses, settings.port, settings.queryTimeoutMs);
  // A client may stop the process once it has the address.
  const told = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const [address] = settings.addresses;
  const name = address!.includes(':') ? `[${address}]` : address;
  const directory = showUrls(settings.directory);
  console.log(`llm-otel serves ${directory} at http://${name}:${server.port}/`);
  // Reading a long log takes time; requests wait for it.
  questions.open().then(
    () => {
      if (questions.note !== undefined) note(questions.note);
      tellStrayLinks(settings.directory, settings.isTree);
      tellNoLog(settings.directory, settings.isTree);
    },
    (error: unknown) =>
      note(error instanceof Problem || error instanceof Failure ? error.message : String(error)),
  );
  await told;
  await server.close();
  await questions.close();
}

function toSettings(options: Options): Settings {
  const { port, queryTimeout } = options;
  if (port > HIGHEST_PORT) throw new Failure(`--port is ${port}; the highest is ${HIGHEST_PORT}`);
  if (!(queryTimeout > 0 && queryTimeout <= 3600)) {
    throw new Failure('--query-timeout is a number of seconds, up to 3600');
  }
  const addresses = toAddresses(options.host);
  return {
    directory: options.dir,
    isTree: options.recursive === true,
    isCached: options.cache,
    addresses,
    port,
    hosts: toHosts(addresses, options.allowHost ?? []),
    tokens: {
      metadata: readToken('--token-file', options.tokenFile, 'LLM_OTEL_SERVE_TOKEN'),
      content: readToken(
        '--content-token-file',
        options.contentTokenFile,
        'LLM_OTEL_SERVE_CONTENT_TOKEN',
      ),
      isContentOpen: options.content === true,
    },
    jaegerUrl: toJaegerUrl(options.jaegerUrl),
    queryTimeoutMs: queryTimeout * MS_PER_SECOND,
    hasAccessLog: options.accessLog === true,
  };
}

function toJaegerUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const isWeb = url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
  // The page has it, and everybody who reaches the service has the page.
  const hasMore = url !== null && `${url.username}${url.password}${url.search}${url.hash}` !== '';
  if (isWeb && !hasMore) return url.href.replace(/\/$/, '');
  throw new Failure(
    `--jaeger-url is "${showUrl(text)}"; give one such as http://localhost:16686, without a user and a query`,
  );
}
