// Settings of the service, and checks that reject unsafe ones.

import { readFileSync } from 'node:fs';
import { Failure } from '../failure.ts';

/** Service settings. */
export interface Settings {
  readonly directory: string;
  /** Whether the folders below are read as well. */
  readonly isTree: boolean;
  readonly isCached: boolean;
  /** Addresses to listen on; all but the first are optional. */
  readonly addresses: readonly string[];
  /** 0 for a free port. */
  readonly port: number;
  /** Allowed `Host` header names, in lower case and without a port. */
  readonly hosts: ReadonlySet<string>;
  readonly tokens: Tokens;
  /** Base URL of the Jaeger UI. */
  readonly jaegerUrl: string | undefined;
  readonly queryTimeoutMs: number;
  /** Logs requests to stderr. */
  readonly hasAccessLog: boolean;
}

/** Access tokens. */
export interface Tokens {
  /** Reads all but content. */
  readonly metadata: string | undefined;
  /** Reads everything. */
  readonly content: string | undefined;
  /** Whether content needs no token of its own. */
  readonly isContentOpen: boolean;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1']);
const LEAST_LENGTH = 16;
// Valid header characters.
const TOKEN = /^[\x21-\x7e]+$/;
const HOST_NAME = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])$/;

/** Addresses for the `--host` option. */
export function toAddresses(host: string | undefined): string[] {
  if (host === undefined || host === 'localhost') return [...LOOPBACK];
  return [host.replace(/^\[(.*)\]$/, '$1')];
}

/** Allowed host names of the service. */
export function toHosts(addresses: readonly string[], more: readonly string[]): Set<string> {
  const own = addresses.map((address) => (address.includes(':') ? `[${address}]` : address));
  const given = more.map((name) => name.toLowerCase());
  const wrong = given.find((name) => !HOST_NAME.test(name));
  if (wrong !== undefined) {
    throw new Failure(`--allow-host is "${wrong}"; give a name such as logs.example.com`);
  }
  return new Set(['localhost', '127.0.0.1', '[::1]', ...own, ...given]);
}

/**
 * Rejects settings that expose the log to a network without a token.
 *
 * @throws {Failure} saying what to do
 */
export function checkExposure({ addresses, tokens }: Pick<Settings, 'addresses' | 'tokens'>): void {
  const open = addresses.find((address) => !LOOPBACK.has(address));
  if (open === undefined || hasToken(tokens)) return;
  throw new Failure(
    `--host ${open} can be reached from other machines, so a token is needed: set LLM_OTEL_SERVE_TOKEN, or name a file with --token-file`,
  );
}

/** Whether a token is set. */
export function hasToken({ metadata, content }: Tokens): boolean {
  return metadata !== undefined || content !== undefined;
}

/**
 * A token, from a file or from a variable.
 *
 * @throws {Failure} when it cannot be read or is easily guessed
 */
export function readToken(option: string, file: string | undefined, variable: string) {
  const token = file === undefined ? process.env[variable] : readText(option, file);
  const name = file === undefined ? variable : `the token in ${option}`;
  if (token === undefined || (token === '' && file === undefined)) return undefined;
  if (token.length < LEAST_LENGTH || !TOKEN.test(token)) {
    throw new Failure(
      `${name} must have at least ${LEAST_LENGTH} visible characters of ASCII; make one with: openssl rand -hex 32`,
    );
  }
  return token;
}

function readText(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(`${option} ${file} cannot be read (${code})`);
  }
}
