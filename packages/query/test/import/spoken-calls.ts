// One call, and what a record of it must have in any dialect.
import type { Json } from './otlp-request.ts';

/** What it is, the attributes of its span, and fields of its record; an undefined one is absent. */
export type Spoken = readonly [what: string, attributes: Json, wanted: Json];

export const asked = [{ role: 'user', parts: [{ type: 'text', content: 'secret question' }] }];
const answered = [{ role: 'assistant', parts: [{ type: 'text', content: 'secret answer' }] }];
export const messages = JSON.stringify([{ role: 'user', content: 'secret question' }]);
export const answer = JSON.stringify({ role: 'assistant', content: 'secret answer' });
export const content = { input_messages: asked, output_messages: answered };
export const tokens = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
export const call = { log_type: 'generation_completed', operation: 'chat', model_id: 'gpt-4o' };
