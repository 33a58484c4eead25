// A program in which everything fails that can quote: calls of two SDKs in all their ways, and steps of the
// application. It never says the canary but in errors.

/** Texts of services are in `SERVICE`, of the application in `OWN`, as JSON. */
export const ERROR_PROGRAM = `
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { agent, chainStep, llmCall, memory, retrieval, tool, withContent } from 'llm-otel';

const messages = [{ role: 'user', content: 'hello' }];
const common = { apiKey: 'unused', maxRetries: 0 };
const json = (body, status) => async () => Response.json(body, { status });
const events = (list) => async () => new Response(
  list.map((event) => 'event: ' + event.type + '\\ndata: ' + JSON.stringify(event) + '\\n\\n').join(''),
  { headers: { 'content-type': 'text/event-stream' } });
const ignore = () => undefined;
const seen = [];
const keep = (error) => { seen.push(error); };
const read = async (stream) => { for await (const _ of await stream); };

async function services(text) {
  const error = { message: text, type: 'invalid_request_error', code: null, param: 'messages' };
  const openai = (fetch) => new OpenAI({ ...common, fetch });
  const chat = (fetch, more) => openai(fetch).chat.completions.create({ model: 'gpt-4o', messages, ...more });
  await chainStep('step', () => chat(json({ error }, 400))).catch(keep);
  await chat(json({ error }, 429)).catch(ignore);
  await chat(json({ error }, 200)).then(ignore, ignore);
  await chat(json({ detail: text }, 422)).catch(ignore);
  await chat(async () => new Response(text, { status: 500 })).catch(ignore);
  await chat(async () => new Response(text, { headers: { 'content-type': 'application/json' } })).catch(ignore);
  await chat(async () => { throw new Error(text); }).catch(ignore);
  await read(chat(events([{ type: 'x', error }]), { stream: true })).catch(ignore);
  await openai(json({ id: 'r', status: 'failed', error: { code: 'server_error', message: text } }, 200))
    .responses.create({ model: 'gpt-4o', input: 'hello' }).catch(ignore);
  await read(openai(events([{ type: 'error', code: 'bad', message: text, param: null }]))
    .responses.create({ model: 'gpt-4o', input: 'hello', stream: true })).catch(ignore);
  const body = { type: 'error', error: { type: 'invalid_request_error', message: text } };
  const claude = (fetch, more) => new Anthropic({ ...common, fetch })
    .messages.create({ model: 'claude', max_tokens: 9, messages, ...more });
  await agent('a', () => claude(json(body, 400))).catch(keep);
  await read(claude(events([body]), { stream: true })).catch(ignore);
}

async function own(text) {
  const fail = () => { throw new Error(text); };
  for (const run of [
    () => tool('t', fail), () => chainStep('s', fail), () => agent('a', fail),
    () => llmCall({ model: 'm', provider: 'p' }, fail), () => retrieval('r', {}, fail),
    () => memory('search_memory', {}, fail),
    () => tool('t', () => { throw new TypeError(text); }),
    () => tool('t', () => { throw text; }),
    () => chainStep('s', () => { throw new AggregateError([new Error(text)], text); }),
    () => tool('t', () => void JSON.parse('{"a": ' + text)),
    () => tool('t', () => void JSON.parse(text)),
    () => tool('t', () => void (null[text])),
    () => tool('t', () => ({})[text]()),
    () => tool('t', () => void (text in 'x')),
    () => tool('t', () => void (new URL(text))),
    () => tool('t', () => void (BigInt(text))),
    () => tool('t', () => void (new RegExp('(' + text))),
    () => tool('t', () => void (Buffer.alloc(text))),
    () => new OpenAI({ ...common, fetch: json({}, 200) }).chat.completions.create({
      messages, get model() { throw new Error(text); } }),
    () => tool('t', { get arguments() { throw new Error(text); } }, ignore),
  ]) {
    try { await run(); } catch {}
  }
}

async function all() {
  for (const text of JSON.parse(process.env.SERVICE)) await services(text);
  for (const text of JSON.parse(process.env.OWN)) await own(text);
  for (const error of seen) {
    for (const make of [
      () => error,
      () => new Error('no luck, ' + error.message),
      () => new Error('no luck', { cause: error }),
      () => new Error('no luck ' + error.message + ' at all', { cause: error }),
      () => new Error('no luck ' + error.error?.message),
      () => new Error('no luck ' + error.message.slice(0, 40)),
      () => new Error('no luck ' + error.message.toUpperCase()),
      () => new Error(String(error)),
      () => new Error(JSON.stringify(error)),
      () => new AggregateError([error], 'no luck ' + error.message),
      () => Object.assign(new Error('no luck'), { cause: new Error(error.message) }),
    ]) {
      try { chainStep('s', () => { throw make(); }); } catch {}
    }
  }
}

const choice = process.env.CHOICE;
await (choice === undefined ? all() : withContent(JSON.parse(choice), all));
console.log('done');
`;
