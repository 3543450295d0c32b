import type { ApiConnection, ApiDatastore, ApiDefinitionReport, ApiQuestion } from '@/lib/api/resources'
import type { AskedQuestion } from '@/lib/contract/shown-input'
import type { DefineLook } from '@/lib/files/define-vm'
import type { DatastoreView } from '@/lib/live/live-state'
import { actorName } from '@/lib/runs/actor'
import { goneWords } from '@/lib/runs/gone-words'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { choiceLabel } from '@/lib/vsphere/question'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
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

export const apiDatastore = (view: DatastoreView): ApiDatastore => ({
  id: view.key,
  connection: view.connection,
  name: view.name,
  storedName: view.storedName,
  type: view.type,
  ...withoutUndefined({
    accessible: view.accessible,
    capacityBytes: view.capacityBytes,
    freeBytes: view.freeBytes,
  }),
})

export function apiDefinitionReport(look: DefineLook): ApiDefinitionReport {
  const { understood, format } = look
  if (!look.understood) return { understood, format, because: look.because }
  const { name, path, files, notKept, others, notAllSeen, obstacles, vmx } = look
  return {
    understood,
    format,
    name,
    path,
    files: files.map(({ kind, path: file, seen }) => ({
      kind,
      path: file,
      state: seen.is,
      ...(seen.is === 'there' && withoutUndefined({ bytes: seen.bytes })),
    })),
    notKept: notKept.map(({ what, why }) => ({ what, why })),
    others: others.map(({ key, name: other, shares }) => ({ vm: key, name: other, shares })),
    ...withoutUndefined({ notAllSeen }),
    obstacles,
    vmx,
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
