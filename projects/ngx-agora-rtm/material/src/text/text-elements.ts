import type { Renderer2 } from '@angular/core';
import type { BlockNode, InlineNode, LinkNode, ListItem, RichText } from './rich-text';

/**
 * Builds the elements of a text: by hand, with text nodes only. So there is no template to compile a view of for each node of the
 * tree, and no way for a text to become markup.
 */
export class TextElements {
  readonly #renderer: Renderer2;

  constructor(renderer: Renderer2) {
    this.#renderer = renderer;
  }

  /** Puts a text into an empty element. */
  fill(parent: Element, rich: RichText): void {
    for (const block of rich) this.#append(parent, this.#block(block));
  }

  #block(block: BlockNode): Element {
    switch (block.type) {
      case 'paragraph':
        return this.#inline(this.#isolated('p'), block.children);
      case 'quote':
        return this.#inline(this.#isolated('blockquote'), block.children);
      case 'list':
        return this.#list(block.items);
      case 'code-block': {
        const element = this.#isolated('pre', 'ltr');
        this.#append(element, this.#withText('code', block.lines.join('\n')));
        return element;
      }
    }
  }

  #list(items: readonly ListItem[]): Element {
    const isNumbered = items[0]?.number != null;
    // As a whole: the signs of the items stand at one side.
    const list = this.#isolated(isNumbered ? 'ol' : 'ul');
    for (const { number, children } of items) {
      const item = this.#element('li');
      if (number !== null) this.#set(item, 'value', String(number));
      this.#append(list, this.#inline(item, children));
    }
    return list;
  }

  #inline(parent: Element, nodes: readonly InlineNode[]): Element {
    for (const node of nodes) this.#addInline(parent, node);
    return parent;
  }

  #addInline(parent: Element, node: InlineNode): void {
    switch (node.type) {
      case 'text':
        this.#append(parent, this.#text(node.text));
        break;
      case 'strong':
        this.#append(parent, this.#inline(this.#element('strong'), node.children));
        break;
      case 'emphasis':
        this.#append(parent, this.#inline(this.#element('em'), node.children));
        break;
      case 'code':
        this.#append(parent, this.#withText('code', node.text));
        break;
      case 'mention':
        this.#append(parent, this.#withText('bdi', node.text, 'mention'));
        break;
      case 'link':
        this.#addLink(parent, node);
    }
  }

  #addLink(parent: Element, { text, href, realHost }: LinkNode): void {
    const link = this.#withText('a', text);
    this.#set(link, 'dir', 'ltr');
    this.#set(link, 'href', href);
    this.#set(link, 'title', href);
    this.#set(link, 'target', '_blank');
    this.#set(link, 'rel', 'noopener noreferrer');
    this.#append(parent, link);
    if (realHost !== null) this.#append(parent, this.#withText('bdi', ` (${realHost})`, 'host'));
  }

  #withText(name: string, text: string, className?: string): Element {
    const element = this.#element(name);
    if (className !== undefined) this.#set(element, 'class', className);
    this.#append(element, this.#text(text));
    return element;
  }

  #isolated(name: string, direction = 'auto'): Element {
    const element = this.#element(name);
    this.#set(element, 'dir', direction);
    return element;
  }

  #element(name: string): Element {
    return this.#renderer.createElement(name) as Element;
  }

  #text(text: string): Text {
    return this.#renderer.createText(text) as Text;
  }

  #set(element: Element, name: string, value: string): void {
    this.#renderer.setAttribute(element, name, value);
  }

  #append(parent: Element, child: Node): void {
    this.#renderer.appendChild(parent, child);
  }
}
