// The process data in every record: the resource, as set by the standard variables.

import { read, type Environment } from '../../settings/environment.ts';

/** Part of a call record. */
export interface ResourceFields {
  readonly service_name: string | undefined;
  readonly service_version: string | undefined;
  readonly environment: string | undefined;
  readonly deployment_id: string | undefined;
  readonly region: string | undefined;
}

let known: ResourceFields | undefined;

/** The fields from `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES`. */
export function resourceFields(): ResourceFields {
  return (known ??= fieldsOf(process.env));
}

function fieldsOf(environment: Environment): ResourceFields {
  const attributes = resourceAttributes(read(environment, 'OTEL_RESOURCE_ATTRIBUTES') ?? '');
  return {
    service_name: read(environment, 'OTEL_SERVICE_NAME') ?? attributes.get('service.name'),
    service_version: attributes.get('service.version'),
    environment:
      attributes.get('deployment.environment.name') ?? attributes.get('deployment.environment'),
    deployment_id: attributes.get('deployment.id'),
    region: attributes.get('cloud.region'),
  };
}

/** Like OpenTelemetry's own parser: one invalid entry discards all. */
function resourceAttributes(list: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  try {
    for (const entry of list.split(',').filter((part) => part.trim() !== '')) {
      const [name = '', value, ...rest] = entry.split('=').map((part) => part.trim());
      if (name === '' || value === undefined || rest.length > 0) return new Map();
      if (value !== '') attributes.set(decodeURIComponent(name), decodeURIComponent(value));
    }
  } catch {
    return new Map();
  }
  return attributes;
}
