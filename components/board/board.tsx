'use client'

import { allows } from '@/lib/accounts/role'
import { useAccount } from '../console/console-context'
import { useLive } from '../live/live-provider'
import { needsPerson } from '../question/questions'
import { buttonClass } from '../ui/button-class'
import { laterOnPage } from '../ui/later'
import { Link } from '../ui/link'
import { Empty } from '../ui/placeholders'
import { ConnectionNotes } from './connection-notes'
import { FinishedMeanwhile, type FinishedProps } from './finished-room'
import { Held } from './held'
import { LinkedQuestion } from './linked-question'
import { LostContact } from './lost-contact'
import { Running } from './running'
import { Waiting } from './waiting'

const Finished = laterOnPage<FinishedProps>(() => import('./finished').then((part) => part.Finished))

/** With more questions than this, what waits has the room. */
const manyQuestions = 17

/** What waits for an answer, what runs, what has just finished: at all connections, on one page. */
export function Board() {
  const isBusy =
    useLive(({ questions }) => Object.values(questions).filter(needsPerson).length > manyQuestions) === true
  const isEmpty = useLive((tables) => Object.keys(tables.connections).length === 0) === true
  return (
    <div className="grid gap-5 p-3 mid:p-4 wide:px-5 wide:pb-5">
      <h1 className="sr-only">Board</h1>
      {isEmpty && <NoConnections />}
      <LinkedQuestion />
      <LostContact />
      <ConnectionNotes />
      {/* Where nobody is asked, it is not said that nothing waits, or runs. */}
      {!isEmpty && <Waiting />}
      <Held />
      <div className="grid items-start gap-5 wide:grid-cols-[minmax(0,1.36fr)_minmax(0,1fr)]">
        {!isEmpty && <Running isBusy={isBusy} />}
        <Finished isBusy={isBusy} meanwhile={<FinishedMeanwhile />} />
      </div>
    </div>
  )
}

/** A console that knows no host yet, or an account that sees none: the one way on. */
function NoConnections() {
  const { role, limited } = useAccount()
  return (
    <Empty fact={limited ? 'Your account has no connection' : 'Andon is not connected to any host'} className="panel">
      {limited ? (
        'It is limited to some connections, and none of them is there. An administrator chooses them in Settings, Accounts.'
      ) : allows(role, 'admin') ? (
        <Link href="/settings" className={buttonClass({ tone: 'solid' })}>
          Add a connection
        </Link>
      ) : (
        'An administrator adds connections in Settings.'
      )}
    </Empty>
  )
}
