/** A text for comparing: without case and accents. */
export function plainText(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase();
}

const MARKS = /\p{M}/gu;
