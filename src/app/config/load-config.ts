import { type ConfigResult, parseConfig } from './parse-config';

/** Reads the configuration file. Every way in which that can fail becomes a problem with words. */
export async function loadConfig(url: URL, fetchFile: typeof fetch = fetch): Promise<ConfigResult> {
  let text: string;
  try {
    // Past the cache, so that an edited file counts at the next reload.
    const response = await fetchFile(url, { cache: 'no-store' });
    if (!response.ok) return problem(`The file is missing: the server answers ${response.status}.`);
    text = await response.text();
  } catch {
    return problem('The file could not be read: the server does not answer.');
  }
  try {
    return parseConfig(JSON.parse(text));
  } catch (error) {
    if (text.trimStart().startsWith('<')) {
      return problem('The file is missing: the server answers with a web page in its place.');
    }
    const reason = error instanceof Error ? error.message : String(error);
    return problem(`The file is not valid JSON: ${reason}.`);
  }
}

function problem(text: string): ConfigResult {
  return { problems: [{ key: null, text }] };
}
