import { noteText } from '@/components/history/note-words'
import { stepLine } from '@/components/run/step-words'
import type { ApiConnection, ApiDomainXml, ApiHistoryEntry, ApiQuestion, ApiRun, ApiVm } from '@/lib/api/resources'
import { sourceOfNote, type HistoryNote, type HistoryPage } from '@/lib/contract/history'
import type { AskedQuestion } from '@/lib/contract/shown-input'
import { printXml } from '@/lib/domain-xml/element'
import { describeVm } from '@/lib/domain-xml/from-vmx'
import type { VmxFile } from '@/lib/files/vmx-file'
import { actorName } from '@/lib/runs/actor'
import { goneWords } from '@/lib/runs/gone-words'
import { runLabel, runName, runRest } from '@/lib/runs/run-label'
import { vmOf, type RunOutcome, type RunView, type StepEvent } from '@/lib/runs/run'
import { parseVmx } from '@/lib/vmx/document'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { choiceLabel } from '@/lib/vsphere/question'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import { hasEnded, taskOutcome } from '@/lib/vsphere/task'
import { knownPower, type VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'

/** What the console knows, as `/api/v1` gives it (lib/api/resources.ts). */

export function apiConnection(view: ConnectionView): ApiConnection {
  const { id, name, kind, endpoint, autoAnswer, state, product } = view
  const { on, changedBy, changedAt } = autoAnswer
  return {
    id,
    name,
    kind,
    host: `${endpoint.host}:${endpoint.port}`,
    autoAnswer: { on, changedBy, changedAt },
    state: state.at,
    since: state.since,
    ...withoutUndefined({
      lastAnswerAt: 'lastAnswerAt' in state ? state.lastAnswerAt : undefined,
      reason: 'reason' in state ? state.reason : undefined,
      wayOut: 'wayOut' in state ? state.wayOut : undefined,
    }),
    ...(product && {
      product: {
        name: product.fullName,
        version: product.version,
        build: product.build,
        apiVersion: product.apiVersion,
      },
    }),
  }
}

export function apiDomainXml({ base64, place, libvirt }: VmxFile): ApiDomainXml {
  const { domain, refusals, notSaid } = describeVm(parseVmx(Buffer.from(base64, 'base64')), place, libvirt)
  return { xml: printXml(domain), refusals, notSaid }
}

export function apiVm(vm: VmView): ApiVm {
  const power = knownPower(vm)
  return {
    id: vm.key,
    connection: vm.connection,
    name: vm.name,
    power,
    connectionState: vm.connectionState,
    ...withoutUndefined({
      powerBefore: power === 'unknown' ? (vm.powerStateBefore ?? (vm.lastKnown && vm.powerState)) : undefined,
      isTemplate: vm.isTemplate,
      host: vm.host && { id: vm.host.key, name: vm.host.name },
      guest: vm.guestFullName,
      cpuCount: vm.cpuCount,
      memoryMiB: vm.memoryMiB,
      cpuUsageMHz: vm.cpuUsageMHz,
      memoryUsageMiB: vm.memoryUsageMiB,
      figuresAt: vm.figuresAt,
      ipAddress: vm.ipAddress,
      toolsRunning: vm.toolsRunning,
      uuid: vm.uuid,
      path: vm.vmxPath,
      snapshotCount: vm.snapshotCount,
    }),
  }
}

export function apiQuestion(view: AskedQuestion): ApiQuestion {
  const { state, task, question } = view
  const { choices } = describeQuestion(question)
  const labelOf = (key: string | undefined) => choices.find((choice) => choice.key === key)?.label
  return {
    id: view.key,
    asks: view.asks,
    connection: view.connection,
    vm: { id: view.vm, name: view.vmName },
    text: view.text,
    raisedAt: view.raisedAt,
    answers: question.choices.map((choice, index) => {
      const { label, isDefault, consequence, confirm } = choices[index] ?? {
        label: choiceLabel(choice),
        isDefault: false,
      }
      const labelId = choice.label === label ? undefined : choice.label || undefined
      return { label, isDefault, ...withoutUndefined({ labelId, consequence, confirm }) }
    }),
    state: state.at,
    ...withoutUndefined({
      host: view.hostName,
      messageId: view.messageId,
      run: view.run,
      taken: view.taken,
      task: task && {
        id: task.key,
        label: task.label,
        isCancelable: task.cancelable,
        ...withoutUndefined({ percent: task.progress, startedBy: task.startedBy }),
      },
      why: state.at === 'waiting' ? state.why.why : undefined,
      answered:
        state.at === 'answered'
          ? {
              by: actorName(state.by),
              at: state.answeredAt,
              ...withoutUndefined({ label: labelOf(state.choiceKey) }),
            }
          : undefined,
      gone: state.at === 'gone' ? { at: state.goneAt, why: goneWords[state.known] } : undefined,
    }),
  }
}

/** What connections are called; one that was removed, or that one may not see, goes by its id. */
export type NameOf = (connection: ConnectionId) => string

const outcomeOf = (kind: RunOutcome['kind']) => (kind === 'lost' ? 'unknown' : kind)

export function apiRun(run: RunView, nameOf: NameOf): ApiRun {
  const { state } = run
  const ended = state.at === 'ended' ? state : undefined
  return {
    id: run.id,
    number: run.number,
    connection: run.connection,
    what: runLabel(run),
    subject: `${runName(run)}${runRest(run)}`,
    by: actorName(run.actor),
    askedAt: run.startedAt,
    state: state.at,
    ...withoutUndefined({
      vm: vmOf(run)?.key,
      questions: run.kind === 'vm' ? (run.start ?? ('as the switch says' as const)) : undefined,
      percent: 'percent' in state ? state.percent : undefined,
      waitsFor: state.at === 'waiting' ? state.question : undefined,
      task: run.task,
      outcome: ended && outcomeOf(ended.outcome.kind),
      made: ended?.outcome.kind === 'succeeded' ? ended.outcome.made : undefined,
      endedAt: ended?.endedAt,
      isFollowed: ended?.following,
      error: errorOf(run),
    }),
    steps: run.steps.map((step) => {
      const { title, detail } = stepLine(step, run, nameOf(run.connection))
      const question = questionOf(step.event)
      return {
        at: step.at,
        by: actorName(step.actor),
        kind: step.event.kind,
        title,
        ...withoutUndefined({ detail, question }),
      }
    }),
  }
}

function questionOf(event: StepEvent): string | undefined {
  if (!('question' in event)) return undefined
  return typeof event.question === 'string' ? event.question : event.question.key
}

function errorOf({ error, state }: RunView): ApiRun['error'] {
  switch (error?.kind) {
    case 'question': {
      const { key, text, messageId } = error.question
      return { kind: 'question', text, question: key, ...withoutUndefined({ messageId }) }
    }
    case 'fault':
      return { kind: 'fault', text: error.fault.message }
    case 'text':
      return { kind: 'text', text: error.text }
    default:
      return state.at === 'ended' && state.outcome.kind === 'lost'
        ? { kind: 'text', text: state.outcome.reason }
        : undefined
  }
}

/** Newest first. `id`: of a run its number, which nothing else in the list is confused with by its kind. */
export function apiHistory({ runs, notes }: HistoryPage, nameOf: NameOf): ApiHistoryEntry[] {
  const ofRuns = runs.map((run): ApiHistoryEntry => {
    const given = apiRun(run, nameOf)
    const { connection, vm, outcome, by } = given
    return {
      id: run.number,
      at: run.startedAt,
      kind: 'run',
      source: 'andon',
      by,
      text: `${given.what} ${given.subject}`,
      connection,
      ...withoutUndefined({ vm, outcome }),
      run: given,
    }
  })
  return [...ofRuns, ...notes.map(apiNote)].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

function apiNote(note: HistoryNote): ApiHistoryEntry {
  const { content, connection, vm } = note
  const task = content.kind === 'task' ? content.task : undefined
  return {
    id: note.seq,
    at: note.at,
    kind: content.kind === 'text' ? 'note' : content.kind,
    source: sourceOfNote(content),
    by: byOfNote(note),
    text: task ? `${noteText(content, (text) => text)} ${task.entityName}` : noteText(content, (text) => text),
    ...withoutUndefined({
      connection: connection ?? task?.connection,
      vm: vm ?? task?.vm,
      outcome: task && hasEnded(task) ? outcomeOf(taskOutcome(task)) : undefined,
      readBack: 'readBack' in content ? content.readBack : undefined,
    }),
  }
}

function byOfNote({ by, content }: HistoryNote): string {
  if (content.kind === 'task') return content.task.startedBy ?? 'not known'
  return content.kind === 'host-event' ? (content.event.userName ?? 'not known') : by
}
