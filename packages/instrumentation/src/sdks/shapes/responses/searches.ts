// The searches of a response, which are charged besides its tokens.

import type { Response } from 'openai/resources/responses/responses';
import type { Usage } from '../../../model/response.ts';

/** Searches of the service's own tools, which it charges each. */
export function withSearches(
  usage: Usage | undefined,
  items: Response['output'] | undefined,
): Usage | undefined {
  if (usage === undefined || !Array.isArray(items)) return usage;
  const webSearches = items.filter(isWebSearch).length;
  const fileSearches = items.filter(({ type }) => type === 'file_search_call').length;
  if (webSearches > 0) usage.webSearches = webSearches;
  if (fileSearches > 0) usage.fileSearches = fileSearches;
  return usage;
}

/** To open a page that a search found costs nothing extra. */
function isWebSearch(item: Response['output'][number]): boolean {
  return item.type === 'web_search_call' && (item.action?.type ?? 'search') === 'search';
}
