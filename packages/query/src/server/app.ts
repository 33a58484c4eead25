// Assembles the service: request checks, error responses and routes.

import fastifySwagger from '@fastify/swagger';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { note } from '../format/note.ts';
import { Failure } from '../failure.ts';
import { showUrls } from 'llm-otel/shown-url';
import { shorten, toSafeJson, toSafeLine } from '../format/text-safety.ts';
import { packageVersion } from '../package-version.ts';
import { admit } from './guard.ts';
import { Problem, PROBLEM_TYPE, toBody } from './problem.ts';
import type { Questions } from './questions.ts';
import { addExportRoute } from './routes/export.ts';
import { addHealthRoutes } from './routes/health.ts';
import { addNumberRoutes } from './routes/numbers.ts';
import { addPageRoutes } from './routes/page.ts';
import { addRecordRoutes } from './routes/records.ts';
import { SHARED } from './schemas.ts';
import type { Settings } from './settings.ts';
import { buildValidator } from './validators.ts';

const LONGEST_LOGGED = 200;
/** Also protects responses that a browser loads as another type. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** The service without a socket. */
export async function buildApp(settings: Settings, questions: Questions): Promise<FastifyInstance> {
  const app = Fastify({
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 200 },
    // A body is never read.
    bodyLimit: 1,
    frameworkErrors: (error, _request, reply) => void send(reply, toProblem(error)),
    ajv: {
      // Unknown parameters are rejected, not dropped; a list may have one item.
      customOptions: { removeAdditional: false, coerceTypes: 'array', verbose: true },
    },
    schemaController: { compilersFactory: { buildValidator } },
    schemaErrorFormatter: ([error], part) => {
      const {
        instancePath,
        message = '',
        parentSchema,
        params,
      } = error as unknown as ValidationError;
      const { description } = (parentSchema ?? {}) as { description?: string };
      const name = instancePath.slice(1) || part;
      const unknown = params['additionalProperty'];
      if (typeof unknown === 'string') return new Error(`there is no parameter ${unknown}`);
      return new Error(`${name} ${message}${description === undefined ? '' : ` (${description})`}`);
    },
  });
  app.setSerializerCompiler(() => (value) => toSafeJson(value));
  for (const schema of SHARED) app.addSchema(schema);
  app.decorateRequest('scope', 'metadata');
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(HEADERS);
    request.scope = admit(request, settings);
  });
  if (settings.hasAccessLog) {
    app.addHook('onResponse', async ({ method, url }, { statusCode }) => {
      // The query string may contain a user name.
      const path = shorten(toSafeLine(showUrls(url.split('?')[0]!)), LONGEST_LOGGED);
      console.error(`${new Date().toISOString()} ${method} ${path} ${statusCode}`);
    });
  }
  app.setErrorHandler((error, _request, reply) => send(reply, toProblem(error as Error)));
  app.setNotFoundHandler((_request, reply) =>
    send(reply, new Problem(404, 'There is no such path.')),
  );
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'llm-otel',
        description: 'Answers questions about call records.',
        version: packageVersion(),
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{}, { token: [] }],
    },
    refResolver: {
      buildLocalReference: ({ title }, _base, _fragment, at) =>
        typeof title === 'string'
          ? title.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())
          : `Schema${at}`,
    },
  });
  addRecordRoutes(app, questions);
  addNumberRoutes(app, questions);
  addExportRoute(app, questions);
  addHealthRoutes(app, settings);
  addPageRoutes(app, settings);
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await app.ready();
  return app;
}

interface ValidationError {
  readonly instancePath: string;
  readonly message?: string;
  readonly parentSchema?: object;
  readonly params: Readonly<Record<string, unknown>>;
}

function toProblem(error: Error | FastifyError): Problem {
  if (error instanceof Problem) return error;
  // It is nobody's fault, and nobody reads the answer.
  if (error.name === 'AbortError') return new Problem(503, 'The client left before the answer.');
  // Failures name CLI options.
  if (error instanceof Failure) return new Problem(400, error.message.replace(/--(?=[a-z])/g, ''));
  const status = (error as FastifyError).statusCode ?? 500;
  if (status >= 400 && status < 500) return new Problem(status === 404 ? 404 : 400, error.message);
  note(error.stack ?? String(error));
  return new Problem(500, 'The question could not be answered; the service has logged why.');
}

function send(reply: FastifyReply, { status, message, headers }: Problem): FastifyReply {
  return reply
    .code(status)
    .headers({ ...HEADERS, ...headers })
    .type(PROBLEM_TYPE)
    .send(toSafeJson(toBody(status, message)));
}
