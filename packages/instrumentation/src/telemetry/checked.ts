// Applications and servers may send any value where types promise a string or a number. Values of
// a wrong type are omitted: as attributes they could stop the metrics of the whole process.

import type { Field } from '../model/fields/field.ts';
import { count, double, int, text, texts } from '../model/fields/field.ts';
import { REQUEST } from '../model/fields/request-fields.ts';
import { RESPONSE } from '../model/fields/response-fields.ts';
import { USAGE } from '../model/fields/usage-fields.ts';
import type { Response, TokensByModality, Usage } from '../model/response.ts';
import type { AnyRequest, OperationStart } from './operation.ts';

type Check = (value: unknown) => boolean;
type Checks = Readonly<Record<string, Check | undefined>>;

const isText = text('', { on: [], text: '' }).isValid;
const isNumber = double('', { on: [], text: '' }).isValid;
const isCount = count('', { on: [], text: '' }).isValid;

const START: Checks = {
  operation: isText,
  name: isText,
  provider: isText,
  serverAddress: isText,
  serverPort: int('', { on: [], text: '' }).isValid,
};
const REQUEST_CHECKS = checksOf(REQUEST);
const RESPONSE_CHECKS: Checks = {
  ...checksOf(RESPONSE),
  safetyFlags: texts('', { on: [], text: '' }).isValid,
  safetyScore: isNumber,
  processingMs: isNumber,
};
const USAGE_CHECKS = checksOf(USAGE);
const MODALITY_CHECKS: Checks = { text: isCount, image: isCount, audio: isCount };

/** The object fields of `Usage`. */
const BREAKDOWNS = ['inputByModality', 'outputByModality', 'cacheReadByModality'] as const;

/** `start` without values of a wrong type; itself if there are none. */
export function checkedStart(start: OperationStart): OperationStart {
  const checked = only(start, START);
  const request = checkedRequest(start.request);
  return request === start.request ? checked : { ...checked, request };
}

/** `request` without values of a wrong type; itself if there are none. */
export function checkedRequest(request: AnyRequest): AnyRequest {
  return only(request, REQUEST_CHECKS);
}

/** `response` without values of a wrong type; itself if there are none. */
export function checkedResponse(response: Response): Response {
  const checked = only(response, RESPONSE_CHECKS);
  const usage = response.usage && checkedUsage(response.usage);
  return usage === response.usage ? checked : withUsage(checked, usage);
}

function withUsage(response: Response, usage: Usage | undefined): Response {
  const { usage: _usage, ...rest } = response;
  return usage === undefined ? rest : { ...rest, usage };
}

function checkedUsage(usage: Usage): Usage {
  let checked = only(usage, USAGE_CHECKS);
  for (const name of BREAKDOWNS) {
    const parts: unknown = usage[name];
    if (parts === undefined) continue;
    const known =
      typeof parts === 'object' && parts !== null
        ? only(parts as TokensByModality, MODALITY_CHECKS)
        : undefined;
    if (known !== parts) checked = { ...checked, [name]: known };
  }
  return checked;
}

function only<T extends object>(values: T, checks: Checks): T {
  let copy: T | undefined;
  for (const key in values) {
    const value: unknown = values[key];
    // A helper's caller may have added fields that are not recorded.
    if (value === undefined || checks[key]?.(value) !== false) continue;
    copy ??= { ...values };
    delete copy[key];
  }
  return copy ?? values;
}

function checksOf(group: Readonly<Record<string, Field>>): Checks {
  return Object.fromEntries(Object.entries(group).map(([key, { isValid }]) => [key, isValid]));
}
