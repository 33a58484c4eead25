// An application that traces itself: its calls to the model become children of its own spans.

import { trace } from '@opentelemetry/api';
import OpenAI from 'openai';

const client = new OpenAI();

await trace.getTracer('my-application').startActiveSpan('handle a request', async (span) => {
  try {
    const completion = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'What is OpenTelemetry?' }],
    });
    console.log(completion.choices[0].message.content);
  } finally {
    span.end();
  }
});
