/** The page around a sample: who it is for is in its address, and what happens stands in its log. */
export interface SamplePage {
  readonly appId: string;
  readonly userId: string;
  readonly peerId: string;
  /** Adds a line to the log. */
  log(text: string): void;
  /** Makes a button; what goes wrong in its action stands in the log. */
  button(name: string, action: (text: string) => Promise<void>): void;
}

/** Fills the page: a text field for all buttons, and the log. */
export function openPage(): SamplePage {
  const address = new URLSearchParams(location.search);
  const field = document.createElement('input');
  field.ariaLabel = 'Text';
  const list = document.createElement('ol');
  document.body.append(field, list);

  function log(text: string): void {
    const line = document.createElement('li');
    line.textContent = text;
    list.append(line);
  }

  function button(name: string, action: (text: string) => Promise<void>): void {
    const element = document.createElement('button');
    element.textContent = name;
    element.addEventListener('click', () => {
      action(field.value).catch((error: unknown) => log(String(error)));
    });
    field.before(element);
  }

  const read = (name: string): string => address.get(name) ?? '';
  return { appId: read('appId'), userId: read('userId'), peerId: read('peerId'), log, button };
}
