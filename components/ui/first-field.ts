/** What a form begins with: it is opened to be filled in, not to be closed. */
export const firstField = (within: EventTarget | null): HTMLElement | null =>
  within instanceof HTMLElement ? within.querySelector('input:not([hidden]), textarea, select') : null
