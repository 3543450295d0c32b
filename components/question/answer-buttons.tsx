'use client'

import { clsx } from 'clsx'
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { formatNumber } from '@/lib/format/quantity'
import type { QuestionView } from '@/lib/live/live-state'
import type { DescribedChoice } from '@/lib/vsphere/question-dictionary'
import { comparable, likenessOf } from '@/lib/vsphere/same-question'
import { Icon } from '../glyphs/icon'
import { Badge, Key } from '../ui/badge'
import { Button } from '../ui/button'
import { ErrorNotice } from '../ui/notice'
import { useSingleKeys } from '../ui/preferences'
import { Said } from '../ui/said'
import { AnswerRecord } from './answer-record'
import { describedQuestion } from './question-file'
import { useAnswer, type Answering } from './use-answer'

/**
 * Every answer that the host offers, in its order. One press sends; a destructive one asks first, in the same place and
 * the same height. Once answered, the record stands where the buttons were.
 */
export function AnswerButtons({ question }: { question: QuestionView }) {
  const answering = useAnswer(question)
  const box = useRef<HTMLDivElement>(null)
  const [confirming, setConfirming] = useState<{ choice: string; of: string }>()
  const [heightPx, setHeightPx] = useState<number>()
  const { choices } = describedQuestion(question)
  const open = question.state.at === 'waiting' && !answering.busy
  // A host may put another question under this id while it is being confirmed: that one was never agreed to.
  const { same } = likenessOf(comparable(question.question))
  const asked = open && confirming?.of === same ? choices.find(({ key }) => key === confirming.choice) : undefined

  const press = (choice: DescribedChoice) => {
    if (answering.disabledReason !== undefined || !open) return
    setHeightPx(box.current?.offsetHeight)
    if (choice.confirm !== undefined) setConfirming({ choice: choice.key, of: same })
    else void send(choice)
  }
  const send = (choice: DescribedChoice) => {
    setHeightPx(box.current?.offsetHeight)
    setConfirming(undefined)
    const card = box.current?.closest<HTMLElement>('article')
    // The card must not shrink under the finger: what it says of an answer is shorter than the answers. A panel that keeps
    // still sees to that itself.
    if (card && card.dataset['still'] === undefined) card.style.minHeight = `${card.offsetHeight}px`
    // The button is about to go; focus stays at the question.
    card?.focus()
    return answering.answer(choice.key, choice.confirm !== undefined)
  }
  const keepWaiting = () => {
    setConfirming(undefined)
    // The button comes back with the next drawing.
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[data-choice]')?.focus())
  }

  return (
    <div ref={box} className="grid content-center" style={{ minHeight: heightPx }} data-answers="">
      {answering.error && open && <ErrorNotice error={answering.error} className="mb-2" />}
      {!open ? (
        <AnswerRecord question={question} choices={choices} busy={answering.busy} />
      ) : asked ? (
        <ConfirmAnswer choice={asked} onAnswer={() => void send(asked)} onKeep={keepWaiting} />
      ) : (
        <Choices choices={choices} answering={answering} onPress={press} />
      )}
    </div>
  )
}

type ChoicesProps = { choices: DescribedChoice[]; answering: Answering; onPress: (choice: DescribedChoice) => void }

function Choices({ choices, answering, onPress }: ChoicesProps) {
  const reasonId = useId()
  const { disabledReason } = answering
  if (choices.length === 0) {
    return <p className="text-sm text-ink-2">The host offers no answer. Answer it in the VM&apos;s own console.</p>
  }
  return (
    <div role="group" aria-label="Answers" className="grid gap-1.5">
      {choices.map((choice, index) => (
        <AnswerButton
          key={choice.key}
          choice={choice}
          number={index + 1}
          reasonId={disabledReason === undefined ? undefined : reasonId}
          onPress={() => onPress(choice)}
        />
      ))}
      {disabledReason !== undefined && (
        <p id={reasonId} className={answering.reasonIsVisible ? 'sr-only' : 'text-xs text-ink-3'}>
          {disabledReason}
        </p>
      )}
    </div>
  )
}

type AnswerButtonProps = {
  choice: DescribedChoice
  number: number
  /** How many VMs it would be given to, where it is several. */
  count?: number
  reasonId: string | undefined
  onPress: () => void
}

export function AnswerButton({ choice, number, count, reasonId, onPress }: AnswerButtonProps) {
  const [singleKeys] = useSingleKeys()
  const off = reasonId !== undefined
  // These take room: on a narrow page what the answer does stands below it.
  const stacked = choice.consequence !== undefined && (count !== undefined || choice.destructive)
  const key = number <= 9 ? String(number) : undefined
  return (
    <button
      type="button"
      data-choice={key}
      data-default={choice.isDefault || undefined}
      aria-disabled={off || undefined}
      aria-describedby={reasonId}
      aria-keyshortcuts={singleKeys ? key : undefined}
      onClick={onPress}
      className={clsx(
        'grid min-h-9 w-full items-center rounded-md border px-2 py-[3px] text-left max-mid:min-h-11 max-mid:px-3',
        stacked
          ? 'grid-cols-[18px_minmax(0,1fr)_auto] gap-x-2.5 max-mid:grid-cols-[minmax(0,1fr)_auto] wide:grid-cols-[18px_auto_minmax(0,1fr)_auto]'
          : 'grid-cols-[18px_auto_minmax(0,1fr)_auto] gap-2.5 max-mid:grid-cols-[auto_minmax(0,1fr)_auto]',
        off ? 'cursor-not-allowed! border-line bg-transparent text-ink-off' : 'bg-raised',
        !off && (choice.destructive ? 'border-fail-line hover:bg-fail-soft' : 'hover:bg-hover'),
        !off && !choice.destructive && !choice.isDefault && 'border-line-2',
        choice.isDefault && 'answer-default',
        choice.isDefault && !off && 'border-solid shadow-[inset_0_0_0_1px_var(--solid)]',
      )}
    >
      <span aria-hidden="true" className={clsx('max-mid:hidden', stacked && 'max-wide:row-span-2')}>
        {key && singleKeys && <Key>{key}</Key>}
      </span>
      <span className={clsx('font-semibold wrap-anywhere', choice.destructive && !off && 'text-fail-text')}>
        <Said>{choice.label}</Said>
        {count !== undefined && (
          <span className={clsx('font-normal', !off && !choice.destructive && 'text-ink-3')}>
            {' '}
            {formatNumber(count)}
            <span className="sr-only"> VMs</span>
          </span>
        )}
      </span>
      <span
        className={clsx(
          'min-w-0 text-xs',
          stacked && 'max-wide:col-start-2 max-wide:row-start-2 max-mid:col-start-1!',
          stacked && choice.destructive && 'max-wide:col-span-2',
          off ? '' : choice.destructive ? 'text-fail-text' : 'text-ink-3',
        )}
      >
        {choice.consequence}
      </span>
      <span
        className={clsx(
          'flex items-center gap-2',
          stacked && 'max-wide:col-start-3 max-wide:row-start-1 max-mid:col-start-2!',
          stacked && !choice.destructive && 'max-wide:row-span-2',
        )}
      >
        {choice.destructive && (
          <span className={clsx('inline-flex items-center gap-1 text-xs font-medium', !off && 'text-fail-text')}>
            <Icon name="destructive" />
            Destructive
          </span>
        )}
        {choice.isDefault && <Badge tone={off ? 'plain' : 'solid'}>Default</Badge>}
      </span>
    </button>
  )
}

type ConfirmProps = { choice: DescribedChoice; onAnswer: () => void; onKeep: () => void }

function ConfirmAnswer({ choice, onAnswer, onKeep }: ConfirmProps) {
  const textId = useId()
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onKeep()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc is the way out of an alertdialog
    <div
      role="alertdialog"
      aria-label={`Confirm ${choice.label}`}
      aria-describedby={textId}
      onKeyDown={escape}
      className="grid gap-2"
    >
      <p id={textId} className="text-sm/[18px]">
        {choice.confirm}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button tone="danger-solid" onClick={onAnswer}>
          Answer <Said>{choice.label}</Said>
        </Button>
        <Button ref={(button) => button?.focus()} onClick={onKeep}>
          Keep waiting
        </Button>
      </div>
    </div>
  )
}
