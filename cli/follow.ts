import type { ApiQuestion, ApiRun } from '../lib/api/resources'
import { formatClock } from '../lib/format/clock'
import type { Client } from './client'
import { Ended, exits, type Exit } from './exits'
import { answersOf, print, printJson, shown } from './print'

/** How a run ended, for a script. */
function exitOf(run: ApiRun): Exit {
  switch (run.outcome) {
    case 'succeeded':
      return exits.done
    case 'refused':
      // A question that waits from before is why.
      return run.error?.kind === 'question' ? exits.waits : exits.refused
    case 'answered-earlier':
      return exits.refused
    case 'left-blocked':
      return exits.waits
    case 'unknown':
      return exits.unknown
    default:
      return exits.failed
  }
}

type How = { json: boolean; untilQuestion: boolean }

/** Tells of a run line by line until it has its outcome; or until a question waits for a person, where that is wished. */
export async function follow(client: Client, id: string, how: How): Promise<Exit> {
  const path = `/runs/${encodeURIComponent(id)}`
  let told = 0
  let percent: number | undefined
  let etag: string | undefined
  for (;;) {
    const reply = await client.news(path, etag)
    if (reply.status === 304) continue
    etag = reply.etag
    const run = reply.body as ApiRun // what the API says
    if (told === 0 && !how.json) print(`${shown(`${run.what} ${run.subject}`)}: ${run.id}`)
    for (const step of run.steps.slice(told)) await tell(client, step, how)
    told = run.steps.length
    if (!how.json && run.percent !== undefined && run.percent !== percent) print(`          ${run.percent} %`)
    percent = run.percent
    if (run.state === 'ended') {
      if (how.json) printJson({ run })
      else print(shown(`${run.id}: ${run.outcome ?? 'ended'}${run.error ? `. ${run.error.text}` : ''}`))
      return exitOf(run)
    }
    if (how.untilQuestion && run.waitsFor !== undefined && (await isForPeople(client, run.waitsFor))) return exits.waits
  }
}

async function tell(client: Client, step: ApiRun['steps'][number], { json }: How): Promise<void> {
  if (json) return printJson({ step })
  const { at, title, detail, kind, question } = step
  print(shown(`${formatClock(at)}  ${title}${detail === undefined ? '' : `. ${detail}`}`))
  if (kind !== 'question-raised' || question === undefined) return
  const asked = await read(client, question)
  if (asked?.state !== 'waiting') return
  print(shown(`          ${asked.text.trim()}`))
  print(shown(`          Answers: ${answersOf(asked)}. To answer: andon answer ${asked.id} LABEL`))
}

/** Undefined: it is not asked any more. */
const read = async (client: Client, id: string): Promise<ApiQuestion | undefined> => {
  try {
    return (await client.get(`/questions/${encodeURIComponent(id)}`)) as ApiQuestion // what the API says
  } catch (error) {
    if (error instanceof Ended && error.exit === exits.refused) return undefined
    throw error
  }
}

/** Auto-answer may be about to answer it. */
async function isForPeople(client: Client, id: string): Promise<boolean> {
  const asked = await read(client, id)
  return asked?.state === 'waiting' && asked.why !== 'answering'
}
