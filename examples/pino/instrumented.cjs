// The same application, which knows nothing of traces.

const { agent } = require('llm-otel');
const OpenAI = require('openai');
const pino = require('pino');

const log = pino();
const client = new OpenAI({ logger: log, logLevel: 'info' });

async function main() {
  log.info('started');
  await agent('guide', async () => {
    log.info('asked');
    const completion = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'What is the capital of France?' }],
    });
    log.info({ finish_reason: completion.choices[0].finish_reason }, 'answered');
  });
}

void main();
