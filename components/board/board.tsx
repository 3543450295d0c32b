'use client'

import { Finished } from './finished'
import { LostContact } from './lost-contact'
import { NoConnections } from './no-connections'
import { Running } from './running'
import { Waiting } from './waiting'

/** What waits for an answer, what runs, what has just finished: at all connections, on one page. */
export function Board() {
  return (
    <div className="grid gap-5 p-3 mid:p-4 wide:px-5 wide:pb-5">
      <h1 className="sr-only">Board</h1>
      <NoConnections />
      <LostContact />
      <Waiting />
      <div className="grid items-start gap-5 wide:grid-cols-[minmax(0,1.36fr)_minmax(0,1fr)]">
        <Running />
        <Finished />
      </div>
    </div>
  )
}
