// Where a signal is sent, and which variable says so.

import { safelyAlone } from '../foundation/safely.ts';
import { showUrl } from '../foundation/shown-url.ts';
import { read, type Environment } from '../settings/environment.ts';
import type { Signal } from './destination.ts';
import { otlpSettings } from './otlp-settings.ts';

/** The receiver of one signal. */
export interface Place {
  readonly signal: Signal;
  /** Not to be shown as it is. */
  readonly url: string;
  /** The variable that names the endpoint. */
  readonly variable: string;
  /** OpenTelemetry could not read the variable, and sends to the default. */
  readonly isUnread: boolean;
}

/** The place of `signal`, as its exporter reads it. */
export function placeOf(signal: Signal, environment: Environment): Place {
  const own = `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`;
  const variable = read(environment, own) === undefined ? 'OTEL_EXPORTER_OTLP_ENDPOINT' : own;
  // A bundle may lack the part that reads the environment.
  const settings = safelyAlone('reading the endpoint', () => otlpSettings(signal));
  const value = read(environment, variable);
  const isUnread = value !== undefined && !URL.canParse(value);
  return { signal, url: settings?.url ?? value ?? '', variable, isUnread };
}

/** The URL of one signal as people may see it; of several, the part that they share. */
export function shownPlace(places: readonly Place[]): string {
  const urls = places.map(({ url }) => url);
  const bases = places.map(({ url, signal }) => {
    const path = `/v1/${signal.toLowerCase()}`;
    return url.endsWith(path) ? url.slice(0, -path.length) : url;
  });
  const isShared = places.length > 1 && bases.every((base) => base === bases[0]);
  return showUrl((isShared ? bases : urls)[0] ?? '');
}
