'use client'

import { clsx } from 'clsx'
import { useId } from 'react'
import { assertNever } from '@/lib/assert-never'
import { formatDate } from '@/lib/format/clock'
import { formatNumber } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import { choiceLabel } from '@/lib/vsphere/question'
import { Icon } from '../glyphs/icon'
import { StatusGlyph } from '../glyphs/status-glyph'
import { usePlaceText } from '../live/place'
import { vmPath } from '../pages/pages'
import { Name } from '../ui/name'
import { sentenceOf } from '../ui/notice'
import { Said } from '../ui/said'
import { useConnectionName } from './connection-name'
import type { Judged } from './what-if'
import { gotWords } from './what-if-words'
import { isToBeAsked, type WouldDecide } from './would-decide'
import type { WouldHave } from './would-have'

/** So many of the record are shown here; What if has them all. */
const shownOfRecord = 30

type ItWouldDecideProps = {
  found: readonly WouldDecide[]
  /** Of the last 30 days; undefined while they are counted. */
  past: WouldHave | undefined
  /** Why the record is not known. */
  notRead: ConsoleError | undefined
  onWhatIf: () => void
}

/** Beside the editor: what the rule would make of the questions that wait now, and would have made of the last month's. */
export function ItWouldDecide({ found, past, notRead, onWhatIf }: ItWouldDecideProps) {
  const head = useId()
  const asked = found.filter(({ question }) => isToBeAsked(question)).length
  const behind = found.filter(({ at, question }) => at === 'behind' && !isToBeAsked(question)).length
  const answered = found.filter(({ at, question }) => at === 'answer' && !isToBeAsked(question)).length
  const some = past?.decided.slice(0, shownOfRecord) ?? []
  return (
    <aside aria-labelledby={head} className="panel">
      <h2 id={head} className="px-4 pt-3 text-sm font-semibold">
        It would decide
      </h2>
      <div role="status" className="grid grid-cols-2 gap-4 px-4 pt-1 pb-3 text-xs text-ink-2">
        <p>
          <strong className="block text-xl font-semibold text-ink">{found.length - behind - asked}</strong>
          that wait now{behind > 0 && `; of ${behind} more a rule before it decides`}
          {asked > 0 &&
            `; ${asked} more ${asked === 1 ? 'waits' : 'wait'} for who started ${asked === 1 ? 'it' : 'them'}`}
        </p>
        <p>
          <strong className="block text-xl font-semibold text-ink">
            {past ? formatNumber(past.decided.length) : notRead ? '–' : '…'}
          </strong>
          of the last 30 days{past && past.behind > 0 && `; of ${formatNumber(past.behind)} more a rule before it`}
        </p>
      </div>
      {found.length + some.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
        <ul aria-label="Questions that it fits" tabIndex={0} className="max-h-96 overflow-y-auto border-t border-line">
          {found.map((one) => (
            <WaitsNow key={one.question.key} {...one} />
          ))}
          {some.map((one) => (
            <WasAsked key={one.question.seq} {...one} />
          ))}
        </ul>
      )}
      <p className="border-t border-line px-4 py-2.5 text-xs text-ink-2">
        {found.length === 0
          ? 'No question that waits now fits. '
          : answered > 0
            ? `What waits keeps the rules that held when it began. Once the rule is in use you can give ${answered === 1 ? 'the one' : `the ${formatNumber(answered)}`} its answer by one more press. `
            : 'What waits keeps the rules that held when it began. '}
        {notRead && `The record could not be read: ${sentenceOf(notRead)} `}
        {past && past.decided.length > 0 && `${sameWords(past)} `}
        <button type="button" className="link max-mid:py-3.5" onClick={onWhatIf}>
          All in What if
        </button>
      </p>
    </aside>
  )
}

const sameWords = ({ decided, differs }: WouldHave) =>
  differs === 0
    ? `All ${formatNumber(decided.length)} of the record got the same.`
    : `${formatNumber(decided.length - differs)} of the record got the same, ${formatNumber(differs)} did not.`

const rowClass =
  'grid min-h-10 grid-cols-[16px_minmax(0,1fr)_minmax(0,auto)] items-center gap-2.5 border-b border-line px-4 py-1.5 text-sm/4 last:border-b-0'

/** A row keeps its height also where a connection has a long name. */
const Where = ({ text }: { text: string | undefined }) => (
  <small className="block truncate text-xs text-ink-3" title={text}>
    <Said>{text ?? ''}</Said>
  </small>
)

function WaitsNow(one: WouldDecide) {
  const place = usePlaceText()
  const { question } = one
  return (
    <li className={rowClass}>
      <StatusGlyph glyph="waiting" />
      <span className="min-w-0">
        <Name name={question.vmName} href={vmPath(question.vm)} className="font-medium" />
        <Where text={place({ connection: question.connection, host: question.hostName })} />
      </span>
      <span className="max-w-40 text-right text-xs wrap-anywhere text-ink-2">
        <Said>{outcomeWords(one)}</Said>
        <small className="block text-xs text-ink-3">now</small>
      </span>
    </li>
  )
}

function WasAsked({ question, effect }: Judged) {
  const nameOf = useConnectionName()
  const got = gotWords(question)
  const isBad = effect === 'person-otherwise'
  return (
    <li className={rowClass}>
      <Icon name="history" className="text-ink-3" />
      <span className="min-w-0">
        <Name name={question.vmName} className="font-medium" />
        <Where text={nameOf(question.connection)} />
      </span>
      <span
        className={clsx(
          'max-w-40 text-right text-xs wrap-anywhere',
          isBad ? 'font-medium text-fail-text' : 'text-ink-2',
        )}
      >
        <Said>{got.strong + got.rest}</Said>
        <small className="block text-xs font-normal text-ink-3">
          {formatDate(question.raisedAt)}
          {effect !== undefined && ', differs'}
        </small>
      </span>
    </li>
  )
}

function outcomeWords(one: WouldDecide): string {
  if (isToBeAsked(one.question)) return 'Waits for who started it'
  switch (one.at) {
    case 'answer':
      return `'${choiceLabel(one.choice)}'`
    case 'person':
      return 'A person answers'
    case 'cancel':
      return 'Cancel the task'
    case 'not-offered':
      return 'Not offered: a person answers'
    case 'behind':
      return `Rule '${one.rule}' comes first`
    default:
      return assertNever(one, 'what it would decide')
  }
}
