// The content of messages in the Responses API and in Realtime conversations.

import type { ConversationItem } from 'openai/resources/realtime/realtime';
import type {
  ResponseComputerToolCallOutputScreenshot,
  ResponseContent,
  ResponseFunctionCallOutputItem,
  ResponseInputAudio,
  ResponseInputContent,
  ResponseOutputAudio,
} from 'openai/resources/responses/responses';
import type { Part } from '../../../model/content.ts';
import { toGeneric, toTextParts } from '../../content-parts.ts';
import { toBlob, toInlineFile, toMedia } from '../../data-url.ts';
import { toBlobOfChunks } from '../audio-data.ts';

type RealtimeContent = Extract<ConversationItem, { type: 'message' }>['content'][number];

/** Content of a message or a tool result. */
export type ItemContent =
  | ResponseContent
  | ResponseInputContent
  | ResponseFunctionCallOutputItem
  | ResponseInputAudio
  | ResponseOutputAudio
  | RealtimeContent;

type Image = Pick<ResponseComputerToolCallOutputScreenshot, 'file_id' | 'image_url'>;

/** Content as parts. */
export function toContentPart(content: ItemContent): Part | Part[] {
  // Types in the Realtime API's beta had no direction prefix.
  switch (content.type as ItemContent['type'] | 'text' | 'audio') {
    case 'text':
    case 'input_text':
    case 'output_text':
      return toTextParts((content as { text?: string }).text);
    case 'reasoning_text': {
      const { text } = content as { text?: string };
      return text ? { type: 'reasoning', content: text } : [];
    }
    case 'refusal':
      return toGeneric({ content: (content as { refusal?: string }).refusal }, 'refusal');
    case 'input_image':
      return toImage(content as Image) ?? toGeneric(content);
    case 'input_file':
      return toFile(content as Extract<ItemContent, { type: 'input_file' }>);
    case 'audio':
    case 'input_audio':
    case 'output_audio':
      return toSound(content as Sound);
    default:
      return toGeneric(content);
  }
}

/** An image, by link or by id. */
export function toImage({ image_url: url, file_id: id }: Image): Part | undefined {
  if (url) return toMedia(url, 'image');
  return id ? { type: 'file', modality: 'image', file_id: id } : undefined;
}

function toFile(file: Extract<ItemContent, { type: 'input_file' }>): Part {
  const { file_id: id, file_data: data, file_url: url } = file;
  if (data) return toInlineFile(data);
  if (url) return toMedia(url, 'document');
  return id ? { type: 'file', modality: 'document', file_id: id } : toGeneric(file);
}

/** The forms of audio in the APIs. */
interface Sound {
  readonly type?: string;
  readonly input_audio?: { readonly data: string; readonly format?: string };
  readonly data?: string;
  readonly audio?: string;
  readonly transcript?: string | null;
}

/** If the audio is missing, its transcript is used. */
function toSound(sound: Sound): Part | Part[] {
  const { input_audio: inner, data = sound.audio } = sound;
  const transcript = sound.transcript ?? undefined;
  if (inner !== undefined) {
    const mimeType = inner.format === undefined ? undefined : `audio/${inner.format}`;
    return toBlob(inner.data, { modality: 'audio', mimeType });
  }
  if (data) return { ...toBlobOfChunks(data), transcript };
  return transcript === undefined ? toGeneric(sound) : toTextParts(transcript);
}
