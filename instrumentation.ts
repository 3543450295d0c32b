import type { serve as Serve } from './server/index'

/** Called by Next once per server process, before the first request, and not while building. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('./server/index')
  await start()
}

/** The program of `npm start`. Next hands it on to `scripts/start.mjs` with the rest of what it has built. */
export async function serve(...given: Parameters<typeof Serve>): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const server = await import('./server/index')
  await server.serve(...given)
}
