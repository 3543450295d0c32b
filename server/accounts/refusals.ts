import type { ConsoleError } from '@/lib/result'

/** What whoever is not let in is told, whichever way they came. */

const ours = { blame: 'ours' } as const

export const wrong: ConsoleError = { ...ours, code: 'sign-in-refused', sentence: 'User name or password is wrong.' }

export const disabled: ConsoleError = {
  ...ours,
  code: 'account-disabled',
  sentence: 'This account is disabled.',
  wayOut: 'An administrator can enable it again.',
}

export const busy: ConsoleError = {
  ...ours,
  code: 'sign-in-busy',
  sentence: 'Many people are signing in just now, so this attempt was not looked at.',
  wayOut: 'Try again in a few seconds.',
}

export const slowDown = (waitMs: number): ConsoleError => ({
  ...ours,
  code: 'sign-in-slowed',
  sentence: 'Too many failed attempts.',
  wayOut: `Possible again in ${Math.ceil(waitMs / 1000)} s.`,
  waitMs,
})

export const wrongCode: ConsoleError = {
  ...ours,
  code: 'code-refused',
  sentence: 'This code is wrong, or it has been used already.',
  wayOut: 'Wait for the next one. The clock of your phone has to be right.',
}

export const wrongRecoveryCode: ConsoleError = {
  ...ours,
  code: 'code-refused',
  sentence: 'This recovery code is wrong, or it has been used already.',
  wayOut: 'Take another one.',
}

export const shutAuthenticator: ConsoleError = {
  ...ours,
  code: 'code-unreadable',
  sentence: 'Andon cannot check codes of your authenticator: it was set up under another secret key.',
  wayOut: 'Use a recovery code, or ask an administrator to reset your second factor.',
}
