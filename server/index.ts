import type { Andon } from './console/andon'
import type { serve as Serve } from './console/serve'

export type { Andon } from './console/andon'
export type { SignInFrom, SignInReply } from './accounts/signing-in'
export type { Session } from './accounts/sessions'

/**
 * The one runtime lives on `globalThis`: Next gives every entry (instrumentation, routes, pages, actions) its own copy
 * of a module, and with it of everything a module would keep.
 */
const place = globalThis as { andonRuntime?: Andon; andonStart?: Promise<void> }

/** What `andon` hands out from now on; tests put one of their own there. */
export function install(andon: Andon): void {
  place.andonRuntime = andon
}

/** Starts the server of this process, once, before the first request. */
export function start(): Promise<void> {
  // Loaded here: routes and pages, which only ask it, need not carry what it is made of.
  return (place.andonStart ??= import('./console/process').then(({ startProcess }) => startProcess(install)))
}

/** The program of `npm start`; see `server/console/serve.ts`. Nothing is served before the server has started. */
export async function serve(...[args, prepare]: Parameters<typeof Serve>): Promise<void> {
  const program = await import('./console/serve')
  await program.serve(args, async (listen) => {
    const handler = await prepare(listen)
    await start()
    return handler
  })
}

/** The door to the server. Throws before the runtime has started, which no request can see. */
export function andon(): Andon {
  if (!place.andonRuntime) throw new Error('the server has not started')
  return place.andonRuntime
}
