// Access control. Runs before validation and route handlers.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';
import { hasToken, type Settings, type Tokens } from './settings.ts';

/** Maximum URL bytes. */
const URL_LIMIT = 8 * 1024;
/** Paths without log data. */
const PUBLIC = /^\/(?:(?:health|ready|openapi\.json)?|page\/[^?]*)(?:\?|$)/;

/** Its HTML has no data. */
const PAGE = /^\/(?:\?|$)/;

/** What a request may read. */
export type Scope = 'metadata' | 'content';

/**
 * Checks a request.
 *
 * @returns what it may read
 * @throws {Problem} when it is refused
 */
export function admit(request: FastifyRequest, settings: Settings): Scope {
  const { headers, method, url } = request.raw;
  if (url!.length > URL_LIMIT) throw new Problem(414, `A URL has at most ${URL_LIMIT} bytes.`);
  // Prevents DNS rebinding: a foreign page may resolve its own name to this host.
  if (!settings.hosts.has(hostOf(headers.host))) {
    throw new Problem(421, 'This name is not served; add it with --allow-host.');
  }
  if (method !== 'GET') throw new Problem(405, 'Only GET is answered.', { allow: 'GET' });
  if (isForeign(headers, url!)) throw new Problem(403, 'Other sites are not answered.');
  if (!hasToken(settings.tokens)) return settings.tokens.isContentOpen ? 'content' : 'metadata';
  const scope = scopeOf(headers.authorization, settings.tokens);
  if (scope === undefined && !PUBLIC.test(url!)) {
    throw new Problem(401, 'Send a token as: Authorization: Bearer <token>', {
      'www-authenticate': 'Bearer realm="llm-otel"',
    });
  }
  return scope ?? 'metadata';
}

function hostOf(header: string | undefined): string {
  return (header ?? '').toLowerCase().replace(/:\d{1,5}$/, '');
}

/** Detects requests that another site makes a browser send. A link may lead to the page, which is empty. */
function isForeign(headers: FastifyRequest['raw']['headers'], url: string): boolean {
  const { origin, host } = headers;
  if (origin !== undefined) return origin !== `http://${host}` && origin !== `https://${host}`;
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  return !isOwn && !(PAGE.test(url) && isLink(headers));
}

/** Not a frame of another site, and not a script or an image. */
function isLink(headers: FastifyRequest['raw']['headers']): boolean {
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = headers;
  return mode === 'navigate' && (destination === undefined || destination === 'document');
}

function scopeOf(header: string | undefined, tokens: Tokens): Scope | undefined {
  const given = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  if (given === undefined) return undefined;
  // Compares both, so that timing does not reveal a match.
  const isContent = isSame(given, tokens.content);
  const isMetadata = isSame(given, tokens.metadata);
  if (isContent || (isMetadata && tokens.isContentOpen)) return 'content';
  return isMetadata ? 'metadata' : undefined;
}

function isSame(given: string, token: string | undefined): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(token ?? '')) && token !== undefined;
}
