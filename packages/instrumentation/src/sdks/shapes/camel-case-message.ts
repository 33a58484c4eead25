// Messages in OpenAI's shape under the names that some packages give their fields: `toolCalls` for `tool_calls`.

type Fields = Readonly<Record<string, unknown>>;

/** A message, or a part of one, under the names of the API. */
export function toWireMessage(message: unknown): unknown {
  if (typeof message !== 'object' || message === null) return message;
  const { toolCalls, toolCallId, content, ...rest } = message as Fields;
  return {
    ...rest,
    content: Array.isArray(content) ? (content as readonly Fields[]).map(toWirePart) : content,
    ...(toolCalls != null && { tool_calls: toolCalls }),
    ...(toolCallId != null && { tool_call_id: toolCallId }),
  };
}

function toWirePart(part: Fields): Fields {
  switch (part?.['type']) {
    case 'image_url': {
      const { type, imageUrl } = part;
      return { type, image_url: typeof imageUrl === 'string' ? { url: imageUrl } : imageUrl };
    }
    case 'file':
      return { type: 'file', file: { file_id: part['fileId'] } };
    default:
      return part;
  }
}
