// Streams records to other programs.

import { open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { toCsv, toJson, toJsonLines } from '../../format/record-export.ts';
import type { Filter } from '../../store/filter.ts';
import { parquetList } from '../../store/parquet-list.ts';
import { makeTemporaryFolder } from '../../temporary-folder.ts';
import { ASKING, departureOf } from '../asking.ts';
import { Exports } from '../exports.ts';
import { FILTERS, type Query, toFilter } from '../parameters.ts';
import type { Asking, Questions } from '../questions.ts';
import { PagedRecords } from '../record-pages.ts';
import { toRouteSchema } from '../schemas.ts';

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
} as const;
const TO_TEXT = { csv: toCsv, json: toJson, jsonl: toJsonLines } as const;

interface Options {
  readonly format: keyof typeof MEDIA_TYPES;
  readonly aliases: boolean;
}

/** Adds the route. */
export function addExportRoute(app: FastifyInstance, questions: Questions): void {
  const exports = new Exports();
  const schema = toRouteSchema(
    'Records for other programs; Parquet has no content',
    { type: 'string' },
    {
      query: {
        ...FILTERS,
        format: { type: 'string', enum: Object.keys(MEDIA_TYPES), default: 'jsonl' },
        aliases: {
          type: 'boolean',
          default: false,
          description: 'Adds the other names of fields: model, tokens, latency_seconds, ...',
        },
      },
      mediaTypes: Object.values(MEDIA_TYPES).map((type) => type.split(';')[0]!),
      problems: ASKING,
    },
  );
  app.get('/v1/export', { schema }, async (request, reply) => {
    const { format, aliases } = request.query as Options;
    const filter = toFilter(request.query as Query);
    const watch = exports.start(reply.raw);
    const asking = questions.askingFor(departureOf(reply));
    // Reports filter errors before the first byte.
    await asking.ask((store) => store.source(filter));
    void reply.type(MEDIA_TYPES[format]);
    void reply.header('content-disposition', `attachment; filename="llm-calls.${format}"`);
    if (format === 'parquet') {
      return reply.send(Readable.from(watch(await parquetOf(asking, filter, aliases))));
    }
    const records = new PagedRecords(asking, request.scope);
    const pieces = TO_TEXT[format](records, filter, { hasAliases: aliases }, () => undefined);
    return reply.send(Readable.from(watch(pieces)));
  });
}

/** The bytes of a file, which is unlinked before they are read. */
async function parquetOf(asking: Asking, filter: Filter, hasAliases: boolean): Promise<Readable> {
  const folder = makeTemporaryFolder();
  const file = path.join(folder.path, 'calls.parquet');
  try {
    await asking.ask(async (store) => {
      const { isMarked } = store;
      const list = parquetList({ hasAliases, hasUnknown: false, isMarked });
      const source = await store.select(list, filter);
      await store.engine.copyToParquet(source, file);
    });
    const handle = await open(file, 'r');
    return handle.createReadStream();
  } finally {
    folder.remove();
  }
}
