import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What was begun in a browser and is not done: a password was right and the second factor is asked for; a passkey was
 * asked for to sign in, or to be added in a session.
 */
export type Step =
  | { is: 'second-step'; username: string; changedAt: number; endOthers: boolean }
  | { is: 'passkey'; challenge: string }
  | { is: 'new-passkey'; challenge: string; username: string; session: string; handle: string }

/** How long somebody has for a step, ms. */
export const stepMs = 5 * 60_000

/**
 * Steps are kept by the browser, signed: whoever begins thousands of them fills no store, and each process that shares
 * the key knows them.
 */
export type Steps = {
  make(step: Step): string
  /** Undefined: it was not made here, or is another one, or its time is over. */
  open<Is extends Step['is']>(is: Is, token: string | undefined): Extract<Step, { is: Is }> | undefined
}

/** @param key 32 bytes that only this console knows. */
export function createSteps(key: Buffer, now: () => number): Steps {
  const sign = (body: string) => createHmac('sha256', key).update(body).digest()
  return {
    make(step) {
      const body = Buffer.from(JSON.stringify({ step, until: now() + stepMs })).toString('base64url')
      return `${body}.${sign(body).toString('base64url')}`
    },
    open<Is extends Step['is']>(is: Is, token: string | undefined) {
      const [body = '', signature = ''] = (token ?? '').split('.')
      const expected = sign(body)
      const given = Buffer.from(signature, 'base64url')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
      // Signed, so it is what `make` wrote.
      const { step, until } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { step: Step; until: number }
      const isOpen = until > now() && until <= now() + stepMs
      return isOpen && step.is === is ? (step as Extract<Step, { is: Is }>) : undefined // it was just compared
    },
  }
}
