// The API for the OpenTelemetry SDK in our package: the copy that we use ourselves. The build lets the SDK's parts
// import this instead of a copy of their own.

import type * as Api from '@opentelemetry/api';
import { otelApi } from './otel-api.ts';

/** What the SDK reads of the logs when it is loaded; a copy of the API before 1.10 has none of it. */
const BEFORE_LOGS = { SeverityNumber: { UNSPECIFIED: 0 }, createNoopLogger: noop };

/** @throws Error if there is no API */
export function sdkApi(): typeof Api {
  const api = otelApi();
  if (api === undefined) throw new Error('@opentelemetry/api is missing');
  return 'SeverityNumber' in api ? api : ({ ...BEFORE_LOGS, ...(api as object) } as typeof Api);
}

function noop(): object {
  return { emit: () => undefined, enabled: () => false };
}
