import type { ConsoleError } from '@/lib/result'

const ours = { blame: 'ours' } as const

/** Why a request is turned away before anything is asked of the server: the same words for actions, reads and files. */
export const refusals = {
  foreign: { ...ours, code: 'foreign-origin', sentence: 'This request did not come from a page of this console.' },
  signedOut: {
    ...ours,
    code: 'signed-out',
    sentence: 'Your session has ended.',
    wayOut: 'Sign in again. Running tasks go on; questions keep waiting.',
  },
  notAllowed: { ...ours, code: 'not-allowed', sentence: 'Your account may not do this.' },
  malformed: {
    ...ours,
    code: 'malformed',
    sentence: 'The page sent something that this server does not understand.',
    wayOut: 'Reload the page: it may be older than the server.',
  },
} satisfies Record<string, ConsoleError>

/** Their HTTP statuses, by code. */
export const refusalStatuses: Readonly<Record<string, number>> = {
  'foreign-origin': 403,
  'signed-out': 401,
  'not-allowed': 403,
  malformed: 400,
}
