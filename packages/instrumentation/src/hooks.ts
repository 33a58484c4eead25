// `llm-otel/hooks`: the hooks of `llm-otel/register` for applications that start an OpenTelemetry
// SDK of their own. No SDK is ever started here.

import { neverStartPipeline } from './start-policy.ts';
import { preload } from './preload.ts';

neverStartPipeline();
preload();
