// A process that a signal ends, ends as it does without us, whoever else listens to the signal.

import { startScenario, type RunningScenario } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { mock, sink, start } = useTracedProgram();

const imports = `import OpenAI from 'openai';`;
const call = `await new OpenAI().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] });`;
const lives = `const timer = setInterval(() => {}, 1000); console.log('ready');`;

const startBare = (source: string): RunningScenario =>
  startScenario({
    format: 'esm',
    source,
    env: { OPENAI_BASE_URL: mock().url, OPENAI_API_KEY: 'unused' },
  });

async function endOf(scenario: RunningScenario, signal?: NodeJS.Signals): Promise<object> {
  if (signal !== undefined) {
    await scenario.waitForStdout('ready');
    scenario.kill(signal);
  }
  const { exitCode, signal: endedBy, stdout } = await scenario.finished;
  return { exitCode, signal: endedBy, stdout };
}

/** How the program ends without us, and with us. */
function endsOf(
  source: string,
  signal?: NodeJS.Signals,
  env?: Readonly<Record<string, string>>,
): Promise<[bare: object, traced: object]> {
  return Promise.all([endOf(startBare(source), signal), endOf(start(source, env), signal)]);
}

/** Packages that listen to signals, each as its manual says. */
const packages: Readonly<Record<string, string>> = {
  'signal-exit 4': `
    const { onExit } = await import('signal-exit');
    onExit((code, signal) => console.log('exit', code, signal));`,
  'two copies of signal-exit 4': `
    const { createRequire } = await import('node:module');
    const copies = [await import('signal-exit'), createRequire(import.meta.url)('signal-exit')];
    for (const { onExit } of copies) onExit((code, signal) => console.log('exit', code, signal));`,
  'signal-exit 3': `
    const { default: onExit } = await import('signal-exit-3');
    onExit((code, signal) => console.log('exit', code, signal));`,
  'signal-exit 3 and 4': `
    (await import('signal-exit-3')).default((code, signal) => console.log('exit 3', code, signal));
    (await import('signal-exit')).onExit((code, signal) => console.log('exit 4', code, signal));`,
  'signal-exit 4 that is told to stay': `
    const { onExit } = await import('signal-exit');
    onExit(() => { console.log('stays'); setTimeout(() => { console.log('ends'); process.exit(3); }, 50); return true; });`,
  'exit-hook': `
    const { default: exitHook } = await import('exit-hook');
    exitHook((code) => console.log('exit', code));`,
  'exit-hook, asynchronous': `
    const { asyncExitHook } = await import('exit-hook');
    asyncExitHook(async () => { await new Promise(setImmediate); console.log('closed'); }, { wait: 500 });`,
  'async-exit-hook': `
    const { default: exitHook } = await import('async-exit-hook');
    exitHook((done) => setImmediate(() => { console.log('closed'); done(); }));`,
  death: `
    const { default: onDeath } = await import('death');
    onDeath((signal) => { console.log(signal); clearInterval(timer); process.exitCode = 6; });`,
};

describe.each(Object.entries(packages))('%s', (_name, listen) => {
  it.each(['SIGINT', 'SIGTERM'] as const)('loaded before the first call: %s', async (signal) => {
    const [bare, traced] = await endsOf(`${imports} ${listen} ${call} ${lives}`, signal);
    expect(traced).toEqual(bare);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('loaded after it: %s', async (signal) => {
    const [bare, traced] = await endsOf(`${imports} ${call} ${listen} ${lives}`, signal);
    expect(traced).toEqual(bare);
  });
});

describe('signal-exit 4', () => {
  const program = `${imports} ${call} ${packages['signal-exit 4']} ${lives}`;

  it('leaves time to send what is queued', async () => {
    const [bare, traced] = await endsOf(program, 'SIGTERM');
    expect(traced).toEqual(bare);
    expect(sink().traces()).toHaveLength(1);
  });

  it('ends beside a collector that never answers', async () => {
    sink().behave({ fault: 'never-answer' });
    const [bare, traced] = await endsOf(program, 'SIGINT');
    expect(traced).toEqual(bare);
  });

  it('ends without an endpoint', async () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: '' };
    const [bare, traced] = await endsOf(program, 'SIGINT', env);
    expect(traced).toEqual(bare);
  });

  it('ends by SIGHUP, which we do not listen to', async () => {
    const [bare, traced] = await endsOf(program, 'SIGHUP');
    expect(traced).toEqual(bare);
  });
});

/** What applications do with signals by themselves; `NAME` is the signal. */
const applications: Readonly<Record<string, string>> = {
  'looks who listens': `console.log(process.listenerCount('NAME'), process.listeners('NAME').length, process.rawListeners('NAME').length, process.eventNames().includes('NAME'));`,
  'listens if nobody else does': `if (process.listenerCount('NAME') === 0) process.on('NAME', () => process.exit(7));`,
  'takes its own listener away': `const listener = () => process.exit(7); process.on('NAME', listener); process.off('NAME', listener);`,
  'takes all listeners of the signal away': `process.on('NAME', () => process.exit(7)); process.removeAllListeners('NAME');`,
  'takes all listeners of everything away': `process.removeAllListeners();`,
  'takes all away and listens anew': `process.removeAllListeners('NAME'); process.on('NAME', () => process.exit(7));`,
  'cleans up once, then raises the signal again': `process.once('NAME', () => { console.log('cleaned'); process.kill(process.pid, 'NAME'); });`,
  'cleans up asynchronously, then raises the signal again': `const clean = async () => { await new Promise(setImmediate); console.log('cleaned'); process.off('NAME', clean); process.kill(process.pid, 'NAME'); }; process.on('NAME', clean);`,
  'listens anew while it is told': `process.once('NAME', () => { process.once('NAME', () => process.exit(8)); process.kill(process.pid, 'NAME'); });`,
  'emits it by hand, and nobody listens': `console.log(process.emit('NAME'));`,
  'emits it by hand and listens': `process.on('NAME', () => { console.log('told'); }); console.log(process.emit('NAME')); process.removeAllListeners('NAME');`,
  'swallows it': `process.on('NAME', () => { console.log('swallowed'); clearInterval(timer); });`,
  'has put a function of its own in the place of process.emit': `const { emit } = process; process.emit = function (...given) { return emit.apply(this, given); }; process.on('NAME', () => process.exit(7));`,
  'watches who begins to listen': `for (const what of ['newListener', 'removeListener']) process.on(what, (event) => { if (event === 'NAME') console.log(what); }); const listener = () => {}; process.on('NAME', listener); process.off('NAME', listener);`,
  'takes all listeners of everything away and listens anew': `process.removeAllListeners(); process.on('NAME', () => process.exit(7));`,
};

describe.each(Object.entries(applications))('an application that %s', (_name, code) => {
  it.each([
    ['before the first call', 'SIGTERM', (own: string) => `${imports} ${own} ${call} ${lives}`],
    ['after it', 'SIGINT', (own: string) => `${imports} ${call} ${own} ${lives}`],
  ] as const)('%s: %s', async (_when, signal, program) => {
    const [bare, traced] = await endsOf(program(code.replaceAll('NAME', signal)), signal);
    expect(traced).toEqual(bare);
  });
});
