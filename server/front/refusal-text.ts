import { isOfApi, problemOf, type ProblemName } from '@/lib/api/problem'

const ofStatus: Readonly<Record<number, ProblemName>> = {
  400: 'malformed',
  411: 'length-required',
  413: 'too-large',
  421: 'strange-name',
  503: 'unavailable',
}

/** What is said before Next has seen a request: a problem to who asks `/api/v1`, a line to everybody else. */
export function refusalText(path: string, status: number, sentence: string): { type: string; text: string } {
  const name = ofStatus[status]
  return name !== undefined && isOfApi(path)
    ? { type: 'application/problem+json', text: `${JSON.stringify(problemOf(name, sentence))}\n` }
    : { type: 'text/plain; charset=utf-8', text: `${sentence}\n` }
}
