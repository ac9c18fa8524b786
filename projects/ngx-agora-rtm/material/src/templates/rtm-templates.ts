import { inject, Injectable, type Provider, signal, type TemplateRef } from '@angular/core';
import type { RtmTemplateContexts, RtmTemplatePart } from './template-contexts';

/** A template for any of the parts. */
export type RtmPartTemplate = TemplateRef<RtmTemplateContexts[RtmTemplatePart]>;

/**
 * The templates that were put into one component, to be used by it and by the components inside it. Those of a component further
 * out hold where it has none of its own; those of its neighbours never do.
 */
@Injectable()
export class RtmTemplates {
  readonly #outer = inject(RtmTemplates, { optional: true, skipSelf: true });
  readonly #own = signal<ReadonlyMap<RtmTemplatePart, RtmPartTemplate>>(new Map());

  /** The template in force for a part; `null` where the component draws it by itself. Follows changes where it is read reactively. */
  find<Part extends RtmTemplatePart>(part: Part): TemplateRef<RtmTemplateContexts[Part]> | null {
    // A template is only ever put in under the part whose context it takes.
    const own = this.#own().get(part) as TemplateRef<RtmTemplateContexts[Part]> | undefined;
    return own ?? this.#outer?.find(part) ?? null;
  }

  /** Puts a template in, under the part whose context it takes. @returns Takes it out again. */
  add(part: RtmTemplatePart, template: RtmPartTemplate): () => void {
    this.#own.update((own) => new Map(own).set(part, template));
    return () => {
      this.#own.update((own) => {
        const rest = new Map(own);
        if (rest.get(part) === template) rest.delete(part);
        return rest;
      });
    };
  }
}

/** For the `providers` of a component that takes templates. */
export function provideRtmTemplates(): Provider {
  return RtmTemplates;
}
