import { z } from 'zod'

/**
 * Everything that `/api/v1` says no with, by the last part of its `type`: those stay what they are. `title` says what
 * kind it is, and `status` what HTTP makes of it.
 */
export const problems = {
  malformed: { status: 400, title: 'The request is not of the right shape' },
  'bad-cursor': { status: 400, title: 'The cursor is not one of this list' },
  'no-token': { status: 401, title: 'No API token that opens anything' },
  'not-allowed': { status: 403, title: 'The API token may not do this' },
  'not-found': { status: 404, title: 'There is no such thing, or the token may not see it' },
  'method-not-allowed': { status: 405, title: 'This is not done by that method' },
  'vm-busy': { status: 409, title: 'The VM is busy with something else' },
  'not-possible': { status: 409, title: 'It cannot be done as things are' },
  'question-changed': { status: 409, title: 'Something else is asked now' },
  'already-answered': { status: 409, title: 'The question was answered before' },
  'being-answered': { status: 409, title: 'Somebody is answering the question' },
  'question-gone': { status: 409, title: 'The question is no longer asked' },
  taken: { status: 409, title: 'Somebody else has taken the question' },
  'not-taken': { status: 409, title: 'You have not taken the question' },
  'key-in-use': { status: 409, title: 'The same is being done at this moment' },
  'key-outcome-unknown': { status: 409, title: 'Whether the same was done is not known' },
  'length-required': { status: 411, title: 'The request does not say how long it is' },
  'too-large': { status: 413, title: 'The request is too large' },
  'not-json': { status: 415, title: 'The body has to be JSON' },
  'strange-name': { status: 421, title: 'The console does not answer under this name' },
  'not-offered': { status: 422, title: 'The host does not offer this answer' },
  'needs-confirmation': { status: 422, title: 'Something could be lost with this, which has to be confirmed' },
  'key-of-another-wish': { status: 422, title: 'The key was used for something else' },
  'too-many-requests': { status: 429, title: 'The token has asked too often' },
  'too-many-streams': { status: 429, title: 'Too many streams are open' },
  'error-of-andon': { status: 500, title: 'Andon could not do it, by an error of its own' },
  'host-refused': { status: 502, title: 'The host refused' },
  'outcome-unknown': { status: 504, title: 'What became of it is not known' },
  'no-contact': { status: 503, title: 'There is no contact with the host; nothing was done' },
  'not-recorded': { status: 503, title: 'Andon cannot write its record; nothing was done' },
  unavailable: { status: 503, title: 'Andon is starting or stopping; nothing was done' },
} as const satisfies Record<string, { status: number; title: string }>

/** Whether a path, without its query, is one of `/api/v1`. */
export const isOfApi = (path: string): boolean => path === '/api/v1' || path.startsWith('/api/v1/')

export type ProblemName = keyof typeof problems

const typePrefix = 'urn:andon:problem:'

export const problemType = (name: ProblemName): string => `${typePrefix}${name}`

/** RFC 9457, with what Andon adds to it. */
export const problemSchema = z
  .object({
    type: z.string().describe('Says which problem it is; it stays the same. A urn that nobody has to look up.'),
    title: z.string().describe('The same for all problems of a type.'),
    status: z.int(),
    detail: z.string().describe('What happened, as the screens say it.'),
    wayOut: z.string().optional().describe('What a person can do.'),
    at: z.string().optional().describe('When that was of which `detail` tells, ISO 8601.'),
    raw: z.string().optional().describe("The host's own words, unchanged and cut."),
    errors: z
      .array(z.object({ where: z.string(), what: z.string() }))
      .optional()
      .describe('Of a request of the wrong shape: each place, such as `body/request/verb`.'),
  })
  .describe('A refusal, as application/problem+json (RFC 9457).')

export type Problem = z.output<typeof problemSchema>

/** What is sent with a problem. */
export function problemOf(name: ProblemName, detail: string, more: Partial<Problem> = {}): Problem {
  const { status, title } = problems[name]
  return { type: problemType(name), title, status, detail, ...more }
}
