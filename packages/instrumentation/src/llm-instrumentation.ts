// Our `Instrumentation` for users who build their own NodeSDK. It only has the shape of one:
// depending on @opentelemetry/instrumentation would add copies of it to the application.

import type { LoggerProvider, MeterProvider, TracerProvider } from '@opentelemetry/api';
import { pauseRecording, resumeRecording } from './foundation/pause.ts';
import { neverStartPipeline } from './start-policy.ts';
import { preload } from './preload.ts';
import { useLoggerProvider, useMeterProvider, useTracerProvider } from './telemetry/providers.ts';
import { SCOPE } from './foundation/scope.ts';

/** The configuration that all OpenTelemetry instrumentations share. */
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

  /** Installs the hooks and records calls. */
  enable(): void {
    resumeRecording();
    preload();
  }

  /** Stops recording calls; patched functions pass them on. */
  disable(): void {
    pauseRecording();
  }

  /** Takes effect at once: `enabled` turns recording on and off. */
  setConfig(config: LlmInstrumentationConfig): void {
    this.#config = config;
    if (config.enabled === false) this.disable();
    else this.enable();
  }

  getConfig(): LlmInstrumentationConfig {
    return this.#config;
  }

  setTracerProvider(provider: TracerProvider): void {
    useTracerProvider(provider);
  }

  setMeterProvider(provider: MeterProvider): void {
    useMeterProvider(provider);
  }

  setLoggerProvider(provider: LoggerProvider): void {
    useLoggerProvider(provider);
  }
}
