// The record of a configuration that models are called with: once for each distinct one.

import { recordId } from '../../foundation/record-id.ts';
import type { Configuration } from '../configurations.ts';
import { SCHEMA_VERSION } from './call-record.ts';
import { requestFields } from './field-values.ts';
import { resourceFields } from './resource-fields.ts';

/** The record of a configuration that is first used now. */
export function toConfigRecord({ hash, start }: Configuration): Record<string, unknown> {
  const now = Date.now();
  const { model_id: model, ...parameters } = requestFields(start.request);
  const { openaiServiceTier, anthropicServiceTier } = start.request;
  return {
    schema_version: SCHEMA_VERSION,
    timestamp: new Date(now).toISOString(),
    log_type: 'config',
    level: 'INFO',
    operation: start.operation,
    provider: start.provider,
    model_id: model,
    request_id: recordId(now),
    config_hash: hash,
    ...parameters,
    service_tier: openaiServiceTier ?? anthropicServiceTier,
    ...resourceFields(),
    time_unix_nano: `${now}000000`,
  };
}
