import type { ConsoleError } from '@/lib/result'

/** What whoever changes an account is told when it is not done. */

const ours = { blame: 'ours' } as const

export const unfit = (sentence: string): ConsoleError => ({ ...ours, code: 'unfit', sentence })

export const nameTaken = (username: string): ConsoleError => ({
  ...ours,
  code: 'name-taken',
  sentence: `There is an account ${username} already.`,
})

export const noSuchAccount: ConsoleError = {
  ...ours,
  code: 'no-account',
  sentence: 'There is no such account. Somebody may have removed it.',
}

export const lastAdmin = (sentence: string): ConsoleError => ({ ...ours, code: 'last-admin', sentence })

export const adminsEverywhere: ConsoleError = {
  ...ours,
  code: 'unfit',
  sentence: 'An administrator is not limited to some connections.',
}

export const followsClaims: ConsoleError = {
  ...ours,
  code: 'follows-claims',
  sentence: 'This account is what the identity provider says, at each sign-in. Change it there.',
}

export const hasNoPassword: ConsoleError = {
  ...ours,
  code: 'no-password',
  sentence: 'This account has no password: its person signs in through the identity provider.',
}

export const samePassword: ConsoleError = {
  ...ours,
  code: 'unfit',
  sentence: 'This is the password that you have now.',
}
