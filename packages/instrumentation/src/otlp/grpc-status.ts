// What the status of a gRPC answer means, in words. Quotes nothing that the receiver wrote.

import type { Place } from './place.ts';

/** The code of an error that is a gRPC status. */
export const GRPC_STATUS = 'GRPC_';

/** The reason and the way out. */
export function ofGrpcStatus(status: number, { signal, variable }: Place): [string, string] {
  const headers = 'OTEL_EXPORTER_OTLP_HEADERS';
  switch (status) {
    case 4:
      return [
        'it did not answer in time',
        `check ${variable}, the network, and OTEL_EXPORTER_OTLP_TIMEOUT`,
      ];
    case 7:
      return ['it refuses the credentials', `check the key in ${headers}`];
    case 8:
      return ['it limits what it takes', 'raise its limits, or send less with OTEL_TRACES_SAMPLER'];
    case 12:
      return [`it takes no ${signal.toLowerCase()}`, `set OTEL_${signal}_EXPORTER=none`];
    case 14:
      return [
        'no gRPC server answers there',
        `start a collector there, or correct ${variable}; OTLP over gRPC usually has port 4317, over HTTP 4318`,
      ];
    case 16:
      return ['it wants credentials', `set ${headers} to those that it wants`];
    default:
      return [`it answered with the gRPC status ${status}`, 'its own log says why'];
  }
}
