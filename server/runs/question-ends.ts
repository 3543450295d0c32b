import type { RunStep, StepQuestion, WhyGone } from '@/lib/runs/run'
import { vmOfQuestion, type ConnectionId, type QuestionKey, type VmKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Journal } from '../journal/journal'
import type { createKeptRecord } from './kept-record'
import { unconfirmedBefore } from './resume'
import { andon } from './run-machine'
import { createSentAnswers } from './sent-answers'

type AboutVm = { vm: VmKey; connection?: ConnectionId; vmName?: string }

/** How questions that no run has to deal with went, against what was sent in answer to them. */
export function createQuestionEnds(options: {
  journal: Pick<Journal, 'onAppended'>
  record: Pick<ReturnType<typeof createKeptRecord>, 'write'>
  /** @param nameThen what the VM was called when it was asked, for when it is gone. */
  aboutVm: (vm: VmKey, nameThen?: string) => AboutVm
}) {
  const { journal, record, aboutVm } = options
  const answers = createSentAnswers(journal)

  function writeGone(vm: VmKey, key: QuestionKey, known: WhyGone, nameThen?: string): void {
    answers.forget(key)
    record.write({ actor: andon, event: { kind: 'question-gone', question: key, known }, ...aboutVm(vm, nameThen) })
  }

  /** A question of this record is no longer asked. */
  function gone(vm: VmKey, { key, vmName }: { key: QuestionKey; vmName?: string }, known: WhyGone): void {
    switch (answers.of(key)) {
      case 'taken':
      case 'told':
        return answers.forget(key)
      case 'unconfirmed':
        return writeGone(vm, key, 'own-answer-probable', vmName)
      case 'sent':
        // What becomes of that tells how it went.
        return answers.whenKnown(key, () => gone(vm, { key, ...withoutUndefined({ vmName }) }, known))
      default:
        return writeGone(vm, key, known, vmName)
    }
  }

  return {
    writeGone,
    gone,
    /** What the life before this one sent and had no reply to will have none: whether it was taken is not known. */
    takeOver(question: StepQuestion, sent: RunStep | undefined, nameThen: string | undefined): void {
      if (sent?.event.kind !== 'answer-sent' && sent?.event.kind !== 'answer-unconfirmed') return
      answers.takeOver(question.key)
      if (sent.event.kind === 'answer-unconfirmed') return
      const about = aboutVm(vmOfQuestion(question.key), nameThen)
      record.write({ actor: sent.actor, event: unconfirmedBefore(question), ...about })
    },
    /** It is asked anew: what was sent before was about another one. */
    forget: (question: QuestionKey) => answers.forget(question),
    close: () => answers.close(),
  }
}
