// Pictures, sounds and files, by address and by value.
import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });
const model = 'gpt-4o';
const pixel = 'data:image/png;base64,iVBORw0KGgo=';
const picture = 'https://example.com/tower.png';

await client.chat.completions.create({
  model,
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What is in these?' },
        { type: 'image_url', image_url: { url: picture } },
        { type: 'image_url', image_url: { url: pixel } },
        { type: 'input_audio', input_audio: { data: 'UklGRg==', format: 'wav' } },
        { type: 'file', file: { file_id: 'file-1' } },
        {
          type: 'file',
          file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERg==' },
        },
      ],
    },
  ],
});
await client.responses.create({
  model,
  input: [
    {
      role: 'user',
      content: [
        { type: 'input_text', text: 'What is in these?' },
        { type: 'input_image', image_url: picture, detail: 'low' },
        { type: 'input_image', image_url: pixel, detail: 'auto' },
        { type: 'input_file', file_id: 'file-1' },
      ],
    },
  ],
});
