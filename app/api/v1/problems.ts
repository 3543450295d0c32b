import { problemOf, problems, type Problem, type ProblemName } from '@/lib/api/problem'
import type { ConsoleError } from '@/lib/result'
import { withoutUndefined } from '@/lib/without-undefined'

/** What the console says no with, as `/api/v1` says it. */

const byCode: Readonly<Record<string, ProblemName>> = {
  'signed-out': 'no-token',
  // Who is limited to other connections is not told what there is at this one.
  elsewhere: 'not-found',
  'no-such-vm': 'not-found',
  'no-run': 'not-found',
  'no-connection': 'not-found',
  'no-such-question': 'not-found',
  'no-vm': 'not-found',
  'no-host': 'not-found',
  'no-such-host': 'not-found',
  'no-datastore': 'not-found',
  'changed-elsewhere': 'not-possible',
  'other-connection': 'not-possible',
  'path-busy': 'vm-busy',
  'not-held': 'not-possible',
  'not-definable': 'not-possible',
  'bad-name': 'not-possible',
  'no-network': 'not-possible',
  'image-gone': 'not-possible',
  'disks-shared': 'not-possible',
  exists: 'not-possible',
  'not-cancelable': 'not-possible',
  'task-over': 'not-possible',
  'cancel-pending': 'not-possible',
  'no-such-choice': 'not-offered',
  'answer-refused': 'host-refused',
  'cancel-refused': 'host-refused',
  'answer-unknown': 'outcome-unknown',
  'answer-probable': 'outcome-unknown',
  'cancel-unanswered': 'outcome-unknown',
  'no-reply-yet': 'outcome-unknown',
  'no-word': 'outcome-unknown',
  // Nothing was sent.
  'question-unread': 'no-contact',
  stopping: 'unavailable',
  'nobody-took-it': 'unavailable',
  broken: 'error-of-andon',
}

const longestRaw = 2_000

function nameOf({ code, blame }: ConsoleError): ProblemName {
  if (Object.hasOwn(problems, code)) return code as ProblemName // it is one of them
  const known = byCode[code]
  if (known) return known
  return blame === 'vsphere' ? 'host-refused' : blame === 'wire' ? 'outcome-unknown' : 'error-of-andon'
}

export function problemFor(error: ConsoleError): Problem {
  const { sentence, wayOut, at, raw } = error
  const name = nameOf(error)
  // That there is such a thing is not said to who may not see it.
  if (name === 'not-found') return problemOf(name, notFound)
  const of = name === 'no-token' || name === 'malformed' ? {} : { raw: raw?.slice(0, longestRaw) }
  return problemOf(name, sentence, withoutUndefined({ wayOut, at, ...of }))
}

export const notFound = 'There is no such thing, or this token may not see it.'

/** Seconds after which it is worth trying again. */
const soon = '2'

export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  const { status, type } = problem
  const isPassing = status === 503 || type.endsWith(':key-in-use')
  return new Response(`${JSON.stringify(problem)}\n`, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(isPassing && { 'retry-after': soon }),
      ...headers,
    },
  })
}
