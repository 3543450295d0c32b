import { actorName } from '@/lib/runs/actor'
import { runLine } from '@/lib/runs/run-label'
import { vmOf, type LeftBlocked, type RunOutcome, type RunView, type StepQuestion } from '@/lib/runs/run'
import type { SignalQuestion, SignalVm } from '@/lib/signals/happening'
import type { Contact, Fact } from '@/lib/signals/watched'
import { isCertificateOpen, type ConnectionView } from '@/lib/vsphere/connection'
import { splitKey, vmOfQuestion, type ConnectionId, type QuestionKey, type RunId } from '@/lib/vsphere/ids'
import { choiceLabel } from '@/lib/vsphere/question'
import { asQuestion, defaultChoice, describeQuestion } from '@/lib/vsphere/question-dictionary'
import { withoutUndefined } from '@/lib/without-undefined'
import type { RecordedStep } from '../journal/read-after'

/** Longer than that nothing of a host goes into a signal: it is kept, and sent many times. */
const mostText = 400

/** What a step of the journal means to signals. @param runOf the run that a step is of. */
export async function factOf(
  recorded: RecordedStep,
  runOf: (run: RunId) => Promise<RunView | undefined>,
): Promise<Fact | undefined> {
  const { seq, step } = recorded
  const { at, event, actor } = step
  const made = { id: `j${seq}`, at }
  const run = () => (recorded.run === undefined ? Promise.resolve(undefined) : runOf(recorded.run))
  switch (event.kind) {
    case 'question-raised': {
      const view = await run()
      const waits = event.decided === undefined || event.decided.do === 'leave'
      return asked(made, event.question, at, waits, view ? vmOf(view)?.name : undefined)
    }
    case 'question-noted': {
      const waits = event.decided?.do !== 'answer'
      return asked(made, event.question, event.raisedAt, waits, recorded.vmName)
    }
    case 'not-answered':
      return { ...made, is: 'waits', key: event.question }
    case 'left-blocked': {
      const key = lastQuestionOf(await run(), at)
      return key && { ...made, is: 'waits', key }
    }
    case 'question-taken':
      return { ...made, is: 'taken', key: event.question, by: actorName(actor) }
    case 'question-let-go': {
      const by = event.because === 'given-back' ? actorName(actor) : undefined
      return { ...made, is: 'let-go', key: event.question, ...withoutUndefined({ by }) }
    }
    case 'answered':
      return { ...made, is: 'answered', key: event.question, by: actorName(actor), answer: choiceLabel(event.choice) }
    case 'question-gone':
      return { ...made, is: 'gone', key: event.question, known: event.known }
    case 'ended': {
      const view = await run()
      return view && ended(made, view, event.outcome)
    }
    default:
      return undefined
  }
}

type Made = { id: string; at: string }

function asked(
  made: Made,
  question: StepQuestion,
  raisedAt: string,
  waits: boolean,
  name: string | undefined,
): Fact | undefined {
  const connection = splitKey(question.key)?.connection
  if (connection === undefined) return undefined
  const key = vmOfQuestion(question.key)
  const vm: SignalVm = { key, name: name ?? 'a VM without a name' }
  return { ...made, is: 'asked', connection, vm, waits, question: questionOf(question, raisedAt) }
}

function questionOf(question: StepQuestion, raisedAt: string): SignalQuestion {
  const described = describeQuestion(asQuestion(question))
  const text = cut(described.text.replaceAll(/\s+/gu, ' ').trim(), mostText)
  const byDefault = defaultChoice(question)
  return {
    key: question.key,
    title: described.title ?? cut(text, 100),
    text,
    choices: question.choices.slice(0, 12).map((choice) => cut(choiceLabel(choice), 100)),
    raisedAt,
    ...withoutUndefined({
      messageId: described.messageId,
      defaultChoice: byDefault && cut(choiceLabel(byDefault), 100),
    }),
  }
}

/** The question that left a run blocked: the last that it had raised by then. */
function lastQuestionOf(run: RunView | undefined, at: string): QuestionKey | undefined {
  const raised = run?.steps.findLast((step) => step.event.kind === 'question-raised' && step.at <= at)
  return raised?.event.kind === 'question-raised' ? raised.event.question.key : undefined
}

const leftBlocked: Readonly<Record<LeftBlocked, string>> = {
  'not-cancelable': 'A question blocks it, and its task cannot be cancelled.',
  'cancel-refused': 'A question blocks it, and the host refused to cancel it.',
  'cancel-without-effect': 'A question blocks it, and cancelling it had no effect.',
  'cancel-unanswered': 'A question blocks it, and the host did not reply when it was to be cancelled.',
}

function ended(made: Made, run: RunView, outcome: RunOutcome): Fact | undefined {
  const ofVm = vmOf(run)
  const about = {
    ...made,
    is: 'run-ended' as const,
    connection: run.connection,
    run: { id: run.id, number: run.number, what: cut(runLine(run), 200), by: actorName(run.actor) },
    ...(ofVm && { vm: { key: ofVm.key, name: ofVm.name } }),
  }
  switch (outcome.kind) {
    case 'failed':
      return { ...about, how: 'failed', sentence: cut(outcome.fault.message || outcome.fault.type, mostText) }
    case 'left-blocked':
      return { ...about, how: 'left-blocked', sentence: leftBlocked[outcome.because] }
    case 'lost':
      return { ...about, how: 'unknown', sentence: cut(outcome.reason, mostText) }
    default:
      return undefined
  }
}

const cut = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`

/**
 * What has become of connections, against what is known of them. They are looked at and not listened to, so that nothing is
 * missed that came while nobody listened.
 */
export function contactFacts(
  contacts: ReadonlyMap<ConnectionId, Contact>,
  views: readonly ConnectionView[],
  now: number,
): Fact[] {
  const at = new Date(now).toISOString()
  const facts: Fact[] = []
  for (const view of views) {
    const { id: connection, state } = view
    const known = contacts.get(connection)
    const made = { id: `c:${connection}:${at}`, at, connection }
    if ((state.at === 'lost' || state.at === 'refused') && !known?.lost)
      facts.push({ ...made, is: 'lost', since: state.since, reason: cut(state.reason, mostText) })
    if (state.at === 'live' && known?.lost) facts.push({ ...made, is: 'live' })
    const sha256 = isCertificateOpen(view) ? view.otherCertificate?.sha256 : undefined
    const isSure = sha256 !== undefined || state.at === 'live'
    if (isSure && sha256 !== known?.certificate)
      facts.push({ ...made, id: `${made.id}:tls`, is: 'certificate', sha256 })
  }
  const there = new Set(views.map(({ id }) => id))
  for (const connection of contacts.keys())
    if (!there.has(connection)) facts.push({ id: `c:${connection}:${at}`, at, is: 'removed', connection })
  return facts
}
