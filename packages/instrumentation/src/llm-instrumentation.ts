// Our `Instrumentation` for people who build their own NodeSDK. It is one by its shape only:
// depending on @opentelemetry/instrumentation would bring copies of it into the application.

import type { MeterProvider, TracerProvider } from '@opentelemetry/api';
import { neverStartPipeline } from './pipeline/policy.ts';
import { preload } from './preload.ts';
import { SCOPE } from './telemetry/scope.ts';

/** The configuration that OpenTelemetry's instrumentations have in common. */
export interface LlmInstrumentationConfig {
  /** `false` keeps the hooks out of the process. Default: `true`. */
  enabled?: boolean;
}

/**
 * Patches the LLM SDKs as they are loaded, like `llm-otel/hooks`, and leaves the OpenTelemetry SDK
 * to the application. Construct it before the first LLM SDK is loaded.
 *
 * @example
 * new NodeSDK({ instrumentations: [new LlmInstrumentation()] }).start();
 */
export class LlmInstrumentation {
  readonly instrumentationName = SCOPE.name;
  readonly instrumentationVersion = SCOPE.version;
  #config: LlmInstrumentationConfig;

  constructor(config: LlmInstrumentationConfig = {}) {
    this.#config = config;
    neverStartPipeline();
    if (config.enabled !== false) this.enable();
  }

  /** Installs the hooks; the second time does nothing. */
  enable(): void {
    preload();
  }

  /** Part of the interface: what is patched stays patched, and records to the global providers. */
  disable(): void {}

  setConfig(config: LlmInstrumentationConfig): void {
    this.#config = config;
  }

  getConfig(): LlmInstrumentationConfig {
    return this.#config;
  }

  /** Part of the interface: spans go to the global provider, which a NodeSDK registers. */
  setTracerProvider(_provider: TracerProvider): void {}

  /** Part of the interface: metrics go to the global provider, which a NodeSDK registers. */
  setMeterProvider(_provider: MeterProvider): void {}
}
