// Streams records to other programs.

import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { toCsv, toJson, toJsonLines } from '../../format/record-export.ts';
import type { Filter } from '../../store/filter.ts';
import { admitted, ASKING } from '../asking.ts';
import { FILTERS, type Query, toFilter } from '../parameters.ts';
import type { Questions, Slot } from '../questions.ts';
import { PagedRecords } from '../record-pages.ts';
import { toRouteSchema } from '../schemas.ts';

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
} as const;
const TO_TEXT = { csv: toCsv, json: toJson, jsonl: toJsonLines } as const;
/** Log positions, and unknown fields, which may contain content. */
const HIDDEN = 'file_number, line_offset, line_length, line_part, other';

interface Options {
  readonly format: keyof typeof MEDIA_TYPES;
  readonly aliases: boolean;
}

/** Adds the route. */
export function addExportRoute(app: FastifyInstance, questions: Questions): void {
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
    const slot = admitted(questions, reply);
    reply.raw.once('close', () => slot[Symbol.dispose]());
    // Reports filter errors before the first byte.
    await slot.ask((store) => store.source(filter));
    void reply.type(MEDIA_TYPES[format]);
    void reply.header('content-disposition', `attachment; filename="llm-calls.${format}"`);
    if (format === 'parquet') return await sendParquet(reply, slot, filter);
    const records = new PagedRecords(slot, request.scope);
    return reply.send(Readable.from(TO_TEXT[format](records, filter, aliases, () => undefined)));
  });
}

/** The file is unlinked before it is sent. */
async function sendParquet(reply: FastifyReply, slot: Slot, filter: Filter): Promise<FastifyReply> {
  const folder = mkdtempSync(path.join(tmpdir(), 'llm-otel-'));
  const file = path.join(folder, 'calls.parquet');
  try {
    await slot.ask(async (store) => {
      // In log order: sorting rows with all fields would take many times as long.
      const { sql, parameters } = await store.select(`* EXCLUDE (${HIDDEN})`, filter);
      await store.engine.copyToParquet(sql, parameters, file);
    });
    const handle = await open(file, 'r');
    return reply.send(handle.createReadStream());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
