// What images cost whose price is by size and quality, asked for and recorded.
import { describe, expect, it } from 'vitest';
import { ask, run } from './command.ts';
import { call, logOf, toLines } from './records.ts';

describe('a price by size and quality', () => {
  it('is said for each', async () => {
    const { stdout } = await run(['prices', 'dall-e-3', '--provider', 'openai']);
    expect(stdout).toMatch(/image, 1024x1792 hd +\$0\.12\n/);
  });

  it('S0-67: is that of a recorded call', async () => {
    const { cost_usd: _none, ...image } = call({
      operation: 'generate_content',
      model_id: 'dall-e-3',
      attributes: {
        'llm_otel.usage.images': 1,
        'llm_otel.request.image.size': '1792x1024',
        'llm_otel.request.image.quality': 'hd',
      },
    });
    for (const name of ['model_version', 'prompt_tokens', 'completion_tokens', 'total_tokens']) {
      delete image[name];
    }
    const log = logOf(toLines([image]));
    expect((await ask(log, 'reprice')).models[0].now_usd).toBe(0.12);
  });
});
