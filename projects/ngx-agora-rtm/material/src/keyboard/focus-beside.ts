/** Moves the focus between the two buttons of a row. @returns Whether there are two. */
export function focusBeside(target: Element): boolean {
  const beside = target.nextElementSibling ?? target.previousElementSibling;
  if (beside instanceof HTMLElement) beside.focus();
  return beside !== null;
}
