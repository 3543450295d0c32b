import { actorName, type Actor } from '../lib/runs/actor'
import { questionOfStep } from '../lib/runs/question-of-step'
import type { StepEvent } from '../lib/runs/run'
import { questionIdOf, splitKey, type QuestionKey } from '../lib/vsphere/ids'
import type { HostCall, HostQuestion, HostRecord } from './host-record'
import { time, type Evidence, type Finding } from './evidence'
import type { Press } from './presses'

type Told = { at: string; by: string; actor?: Actor; event: StepEvent }

/** Who answered what, against what the hosts got and what people heard. */
export function judgeAnswers(evidence: Evidence): Finding[] {
  const told = toldOf(evidence)
  return evidence.hosts.flatMap((host) => {
    const connection = evidence.record.connections.find(({ name }) => name === host.name)?.id
    return host.questions.flatMap((question): Finding[] => {
      const calls = host.calls.filter(
        ({ method, object, question: id }) => method === 'AnswerVM' && object === question.vm && id === question.id,
      )
      const key = [...told.keys()].find(
        (one) =>
          splitKey(one)?.connection === connection &&
          splitKey(one)?.moid === question.vm &&
          questionIdOf(one) === question.id,
      )
      const events = key === undefined ? [] : (told.get(key) ?? [])
      const presses = evidence.presses.filter(
        (press): press is Extract<Press, { is: 'answer' }> => press.is === 'answer' && press.question === key,
      )
      return judgeQuestion(host, question, calls, events, presses)
    })
  })
}

/** What the journal tells of each question: steps of runs, and lines that are no run's. */
function toldOf(evidence: Evidence): Map<QuestionKey, Told[]> {
  const { runs, notes } = evidence.record
  const all: Told[] = [
    ...runs.flatMap(({ steps }) => steps.map(({ at, actor, event }) => ({ at, by: actorName(actor), actor, event }))),
    ...notes.flatMap((note) => {
      const event = note.content.kind === 'event' ? note.content.event : undefined
      return event ? [{ at: note.at, by: note.by, event }] : []
    }),
  ]
  const told = new Map<QuestionKey, Told[]>()
  for (const one of all) {
    const { event } = one
    const key = questionOfStep(event)
    if (key === undefined) continue
    told.set(key, [...(told.get(key) ?? []), one])
  }
  return told
}

function judgeQuestion(
  host: HostRecord,
  question: HostQuestion,
  calls: readonly HostCall[],
  events: readonly Told[],
  presses: readonly Extract<Press, { is: 'answer' }>[],
): Finding[] {
  const { vm, id, elsewhere } = question
  const details = [
    `host     ${time(question.raisedAt)} asks${elsewhere ? ', answered by somebody elsewhere' : ''}`,
    ...calls.map(({ at, choice }) => `host     ${time(at)} AnswerVM ${choice}`),
    ...events.map(({ at, by, event }) => `journal  ${at.slice(11, 23)} ${by} ${event.kind} ${short(event)}`),
    ...presses.map(
      ({ by, at, choice, reply }) =>
        `press    ${time(at)} ${by} ${choice}: ${time(reply.at)} ${reply.heard ? (reply.result.ok ? 'ok' : reply.result.error.code) : reply.why}`,
    ),
  ]
  const finding = (fault: Finding['fault'], what: string): Finding => ({
    fault,
    what: `${host.name}, ${vm} ${id}: ${what}`,
    details,
  })
  const more = calls.slice(1)
  const taken = elsewhere ? undefined : calls[0]
  const answered = events.flatMap(({ by, event }) =>
    event.kind === 'answered' ? [{ by, choice: event.choice.key }] : [],
  )
  const who = new Set(answered.map(({ by, choice }) => `${by} ${choice}`))
  const heard = presses.filter(({ reply }) => reply.heard && reply.result.ok)
  const found: Finding[] = []
  if (more.length > 0) found.push(finding('answeredTwice', `its host got ${calls.length} answers`))
  if (taken && events.length === 0)
    found.push(finding('unrecorded', 'it was answered, and the journal does not know it'))
  if (who.size > 1) found.push(finding('wronglyAttributed', `the journal names ${[...who].join(' and ')}`))
  for (const { by, choice } of answered) {
    if (choice !== taken?.choice)
      found.push(
        finding(
          'wronglyAttributed',
          `${by} is said to have answered ${choice}, the host got ${taken?.choice ?? 'nothing'}`,
        ),
      )
    if (by !== 'auto-answer' && !presses.some((press) => press.by === by && press.choice === choice))
      found.push(finding('wronglyAttributed', `${by} is said to have answered ${choice}, and did not press it`))
  }
  for (const { by, choice } of heard)
    if (!answered.some((one) => one.by === by && one.choice === choice))
      found.push(finding('dropped', `${by} was told that ${choice} was taken, and the journal does not say so`))
  if (taken && answered.length === 0 && events.length > 0) {
    const gone = events.findLast(
      ({ event }) => event.kind === 'question-gone' || event.kind === 'answered-elsewhere',
    )?.event
    const probable = gone?.kind === 'question-gone' && gone.known === 'own-answer-probable'
    if (!probable)
      found.push(
        finding(
          'wronglyAttributed',
          `our answer was taken, and the journal says ${gone ? short(gone) || gone.kind : 'nothing of how it went'}`,
        ),
      )
  }
  return found
}

const short = (event: StepEvent): string => {
  if (event.kind === 'question-gone') return event.known
  return 'choice' in event ? event.choice.key : ''
}
