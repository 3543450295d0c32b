import { z } from 'zod'

/** The channel between this process and the one that spawned it. `send` is there only when it was spawned with one. */
export type ParentChannel = {
  send?: ((message: unknown) => unknown) | undefined
  on(event: 'message', listener: (message: unknown) => void): unknown
}

/** What is to be opened: settings as the environment would say them, and what a password costs. */
export type Reset = z.infer<typeof reset>

const reset = z.object({
  env: z.record(z.string(), z.string()),
  passwordCost: z.object({ ln: z.number(), r: z.number(), p: z.number() }).optional(),
})

const wish = z.discriminatedUnion('andon', [
  z.object({ andon: z.literal('close') }),
  reset.extend({ andon: z.literal('open') }),
])

/**
 * Lets the process that spawned this one close the runtime and open another one on other settings: tests that each want
 * a console of their own need not wait for a process of their own.
 *
 * The door is there only with a channel to the parent, which could as well have spawned the process with those settings.
 * No route and no variable opens it. Each message is answered with `{ andon: 'done' }`, or `'failed'` and a `reason`.
 * @returns whether there is a door.
 */
export function openResetDoor(
  channel: ParentChannel,
  runtime: { open(reset: Reset): Promise<void>; close(): Promise<void> },
): boolean {
  if (!channel.send) return false
  const answer = channel.send.bind(channel)
  let turn = Promise.resolve()
  channel.on('message', (message) => {
    const asked = wish.safeParse(message)
    if (!asked.success) return
    turn = turn.then(async () => {
      try {
        await runtime.close()
        if (asked.data.andon === 'open') await runtime.open(asked.data)
        answer({ andon: 'done' })
      } catch (error) {
        answer({ andon: 'failed', reason: error instanceof Error ? error.message : String(error) })
      }
    })
  })
  return true
}
