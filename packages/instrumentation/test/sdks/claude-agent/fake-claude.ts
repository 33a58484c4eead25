// A program in the place of Claude Code: it reads prompts and writes messages, line by line, as that does.

/** Source of the executable; what it does depends on the prompt. */
export const FAKE_CLAUDE = `
import { createInterface } from 'node:readline';
const session_id = process.env.FAKE_SESSION ?? 'session-1';
let uuid = 0;
const write = (message) => process.stdout.write(JSON.stringify({ uuid: 'u' + ++uuid, session_id, ...message }) + '\\n');
const usage = (output_tokens, more = {}) => ({ input_tokens: 10, cache_creation_input_tokens: 4, cache_read_input_tokens: 6, output_tokens, service_tier: 'standard', ...more });
const model = 'claude-sonnet-4-5-20250929';
const MAIN = { parent_tool_use_id: null };
const message = (id, content, more = {}) => ({ id, type: 'message', role: 'assistant', model, content, stop_reason: null, stop_sequence: null, usage: usage(5), ...more });
const say = (id, block, { of = MAIN, ...more } = {}) => write({ type: 'assistant', message: message(id, [block], more), ...of });
const text = (words) => ({ type: 'text', text: words });
const use = (id, name, input) => ({ type: 'tool_use', id, name, input });
const got = (id, content, more = {}, of = MAIN) => write({ type: 'user', message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content, ...more }] }, ...of });
const result = (more = {}) => write({
  type: 'result', subtype: 'success', is_error: false, duration_ms: 20, duration_api_ms: 10, num_turns: 2, result: 'Hello world', stop_reason: 'end_turn',
  total_cost_usd: 0.0123, usage: usage(25), permission_denials: [],
  modelUsage: { [model]: { inputTokens: 20, outputTokens: 25, cacheReadInputTokens: 12, cacheCreationInputTokens: 8, webSearchRequests: 0, costUSD: 0.0123, contextWindow: 200000 } }, ...more,
});
const init = () => write({ type: 'system', subtype: 'init', cwd: '/', tools: ['Read', 'Task'], mcp_servers: [], model, permissionMode: 'default', slash_commands: [], apiKeySource: 'none', output_style: 'default', agents: [], skills: [], plugins: [], claude_code_version: '2.0.0' });
const DOES = {
  tool() {
    say('msg_1', text('Let me look.'), { usage: usage(2) });
    say('msg_1', use('toolu_1', 'Read', { file_path: '/secret' }), { usage: usage(12) });
    got('toolu_1', 'It is sunny in Paris.');
    say('msg_2', text('Hello world'), { stop_reason: 'end_turn', usage: usage(13) });
    result();
  },
  subagent() {
    const of = { parent_tool_use_id: 'toolu_2', subagent_type: 'researcher' };
    say('msg_1', use('toolu_2', 'Task', { subagent_type: 'researcher', prompt: 'Look.' }));
    say('msg_2', use('toolu_3', 'Grep', { pattern: 'sun' }), { of });
    got('toolu_3', 'sunny', {}, of);
    say('msg_3', text('sunny'), { of, stop_reason: 'end_turn' });
    got('toolu_2', 'sunny');
    say('msg_4', text('Hello world'), { stop_reason: 'end_turn' });
    result();
  },
  partial() {
    const event = (told) => write({ type: 'stream_event', event: told, ...MAIN });
    event({ type: 'message_start', message: message('msg_1', [], { usage: usage(1) }) });
    event({ type: 'content_block_start', index: 0, content_block: text('') });
    for (const words of ['Hello ', 'world']) event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: words } });
    say('msg_1', text('Hello world'), { usage: usage(1) });
    event({ type: 'content_block_stop', index: 0 });
    event({ type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 25 } });
    event({ type: 'message_stop' });
    result();
  },
  'tool error'() {
    say('msg_1', use('toolu_1', 'Bash', { command: 'secret' }));
    got('toolu_1', 'command not found: secret', { is_error: true });
    say('msg_2', text('Hello world'), { stop_reason: 'end_turn' });
    result();
  },
  'max turns'() {
    say('msg_1', use('toolu_1', 'Read', {}));
    got('toolu_1', 'x');
    result({ subtype: 'error_max_turns', is_error: true, result: undefined, stop_reason: null, terminal_reason: 'max_turns', errors: ['Reached maximum number of turns (1)'] });
  },
  'api error'() {
    say('msg_1', text('API Error: secret'), { model: '<synthetic>', of: { ...MAIN, error: 'rate_limit' } });
    result({ is_error: true, result: 'API Error: secret', terminal_reason: 'api_error', total_cost_usd: 0 });
  },
  crash() {
    say('msg_1', use('toolu_1', 'Read', {}));
    process.stdout.write('', () => process.exit(3));
  },
  wait() {
    say('msg_1', use('toolu_1', 'Read', {}));
  },
  environment() {
    const seen = Object.entries(process.env).filter(([name]) => /^(?:TRACE|OTEL_|MINE)/.test(name));
    say('msg_1', text(JSON.stringify(Object.fromEntries(seen))), { stop_reason: 'end_turn' });
    result();
  },
  hello() {
    say('msg_' + ++uuid, text('Hello world'), { stop_reason: 'end_turn' });
    result();
  },
};
const answered = (request_id, response = {}) => write({ type: 'control_response', response: { subtype: 'success', request_id, response } });
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const told = JSON.parse(line);
  if (told.type === 'control_request') {
    answered(told.request_id, { commands: [], agents: [], models: [], account: {}, output_style: 'default', available_output_styles: [] });
    if (told.request.subtype === 'interrupt') result({ subtype: 'error_during_execution', is_error: true, result: undefined, stop_reason: null, terminal_reason: 'aborted_tools', errors: [] });
    return;
  }
  if (told.type !== 'user') return;
  const [{ text: prompt } = {}] = [told.message.content].flat().map((each) => (typeof each === 'string' ? { text: each } : each));
  init();
  DOES[prompt]();
});
lines.on('close', () => process.exit(0));
`;
