// Applications and servers may send any value where types promise a string or a number. Values of a wrong type
// are omitted: as attributes they could stop the metrics of the whole process.

import { COMMON } from '../model/fields/common-fields.ts';
import { count, double, texts, type Field } from '../model/fields/field.ts';
import { REQUEST } from '../model/fields/request-fields.ts';
import { RESPONSE } from '../model/fields/response-fields.ts';
import { USAGE } from '../model/fields/usage-fields.ts';
import { detached } from '../content/cut-text.ts';
import { redactionRevision } from '../content/redact.ts';
import type { FetchedResponse, Response, TokensByModality, Usage } from '../model/response.ts';
import { checkedValue } from './checked-value.ts';
import type { AnyRequest, OperationStart } from './operation.ts';

/** A row of the table, and the last value that fitted as it was: most values come again. */
interface Row {
  readonly field: Field;
  /** Detached from the text that it was a part of. */
  last: unknown;
  /** Of the rules that it was examined by. */
  revision: number;
}
type Rows = Readonly<Record<string, Row | undefined>>;
/** Longer texts are not kept. */
const MAX_KEPT_LENGTH = 64;
/** Rows without an attribute of their own. */
const NOWHERE = { on: [], text: '' } as const;

const START = rowsOf({
  operation: COMMON.operationName,
  name: COMMON.toolName,
  provider: COMMON.providerName,
  serverAddress: COMMON.serverAddress,
  serverPort: COMMON.serverPort,
});
const REQUEST_ROWS = rowsOf(REQUEST);
const RESPONSE_ROWS = rowsOf({
  ...RESPONSE,
  safetyFlags: texts('safety_flags', { ...NOWHERE, shape: 'word' }),
  safetyScore: double('content_safety_score', NOWHERE),
  processingMs: double('backend_latency_ms', NOWHERE),
});
const USAGE_ROWS = rowsOf(USAGE);
const tokens = count('', NOWHERE);
const MODALITIES = rowsOf({ text: tokens, image: tokens, audio: tokens });

/** The object fields of `Usage`. */
const BREAKDOWNS = ['inputByModality', 'outputByModality', 'cacheReadByModality'] as const;

/** `start` with values of the right type and shape only; itself if all are. */
export function checkedStart(start: OperationStart): OperationStart {
  const checked = only(start, START);
  const request = checkedRequest(start.request);
  return request === start.request ? checked : { ...checked, request };
}

/** `request` with values of the right type and shape only; itself if all are. */
export function checkedRequest(request: AnyRequest): AnyRequest {
  return only(request, REQUEST_ROWS);
}

/** `response` with values of the right type and shape only; itself if all are. */
export function checkedResponse<R extends Response | FetchedResponse>(response: R): R {
  const checked = only(response, RESPONSE_ROWS);
  const usage = response.usage && checkedUsage(response.usage);
  const { fetched } = response;
  if (fetched !== undefined) {
    return { ...withUsage(checked, usage), fetched: checkedResponse(fetched) };
  }
  return usage === response.usage ? checked : withUsage(checked, usage);
}

function withUsage<R extends Response>(response: R, usage: Usage | undefined): R {
  const copy: R = { ...response };
  if (usage === undefined) delete copy.usage;
  else copy.usage = usage;
  return copy;
}

function checkedUsage(usage: Usage): Usage {
  let checked = only(usage, USAGE_ROWS);
  for (const name of BREAKDOWNS) {
    const parts: unknown = usage[name];
    if (parts === undefined) continue;
    const known =
      typeof parts === 'object' && parts !== null
        ? only(parts as TokensByModality, MODALITIES)
        : undefined;
    if (known !== parts) checked = { ...checked, [name]: known };
  }
  return checked;
}

function rowsOf(fields: Readonly<Record<string, Field>>): Rows {
  const rows = Object.entries(fields).map(([key, field]): [string, Row] => [
    key,
    { field, last: undefined, revision: 0 },
  ]);
  return Object.fromEntries(rows);
}

function only<T extends object>(values: T, rows: Rows): T {
  let copy: T | undefined;
  const revision = redactionRevision();
  for (const key in values) {
    const value: unknown = values[key];
    const row = rows[key];
    // A helper's caller may have added fields that are not recorded.
    if (value === undefined || row === undefined) continue;
    if (value === row.last && revision === row.revision) continue;
    const checked = checkedValue(row.field, value);
    if (checked === value) {
      keep(row, value, revision);
      continue;
    }
    copy ??= { ...values };
    if (checked === undefined) delete copy[key];
    else copy[key] = checked as T[typeof key];
  }
  return copy ?? values;
}

/** Ids do not come again. */
function keep(row: Row, value: unknown, revision: number): void {
  if (typeof value === 'string') {
    const { shape } = row.field;
    if (shape === 'id' || shape === 'text' || value.length > MAX_KEPT_LENGTH) return;
    row.last = detached(value);
  } else if (typeof value === 'number') {
    row.last = value;
  } else {
    return;
  }
  row.revision = revision;
}
