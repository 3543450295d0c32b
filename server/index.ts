import type { Andon } from './console/composition'

export type { Andon } from './console/composition'
export type { Account, Session } from './accounts/sessions'

/**
 * The one runtime lives on `globalThis`: Next gives every entry (instrumentation, routes, pages, actions) its own copy
 * of a module, and with it of everything a module would keep.
 */
const place = globalThis as { andonRuntime?: Andon }

/** Called once, when the runtime has started. */
export function install(andon: Andon): void {
  place.andonRuntime = andon
}

/** The door to the server. Throws before the runtime has started, which no request can see. */
export function andon(): Andon {
  if (!place.andonRuntime) throw new Error('the server has not started')
  return place.andonRuntime
}
