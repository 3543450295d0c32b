import type { Andon } from './console/composition'

export type { Andon } from './console/composition'
export type { SignInFrom } from './accounts/contract'
export type { Session } from './accounts/sessions'

/**
 * The one runtime lives on `globalThis`: Next gives every entry (instrumentation, routes, pages, actions) its own copy
 * of a module, and with it of everything a module would keep.
 */
const place = globalThis as { andonRuntime?: Andon }

/** What `andon` hands out from now on; tests put one of their own there. */
export function install(andon: Andon): void {
  place.andonRuntime = andon
}

/** Starts the server of this process: once, before the first request. */
export async function start(): Promise<void> {
  // Loaded here: routes and pages, which only ask it, need not carry what it is made of.
  const { startProcess } = await import('./console/process')
  await startProcess(install)
}

/** The door to the server. Throws before the runtime has started, which no request can see. */
export function andon(): Andon {
  if (!place.andonRuntime) throw new Error('the server has not started')
  return place.andonRuntime
}
