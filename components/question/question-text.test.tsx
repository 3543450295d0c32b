import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { DatastoreView } from '@/lib/live/live-state'
import { connectionId, datastoreKey, moid } from '@/lib/vsphere/ids'
import { fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { tablesOf } from '../testing/vm-fixtures'
import { QuestionText } from './question-text'

const [c1, c2] = [connectionId('c1'), connectionId('c2')]
const aDatastore = (connection: typeof c1, name: string): DatastoreView => ({
  key: datastoreKey(connection, moid(name)),
  connection,
  moid: moid(name),
  name,
  storedName: name,
  type: 'VMFS',
  volume: '52ea2ef1-0b2a',
  accessible: true,
})

function show(text: string) {
  const datastores = [aDatastore(c2, 'elsewhere'), aDatastore(c1, 'datastore1')]
  render(
    <FixtureLive feed={fixtureFeed(tablesOf({ datastores }), 0)}>
      <QuestionText connection={c1} text={text} />
    </FixtureLive>,
  )
}

test("a path is shown by the name of its connection's datastore, the host's exact text is one click away", () => {
  show('"/vmfs/volumes/52ea2ef1-0b2a/console/serial0.log" exists')
  expect(screen.getByText('"[datastore1] console/serial0.log" exists')).toBeTruthy()
  const exact = screen.getByText('"/vmfs/volumes/52ea2ef1-0b2a/console/serial0.log" exists')
  expect(exact.closest('details')?.textContent).toContain("The host's exact text")
})

test('a text without such a path stands alone, as the host gives it', () => {
  show('Did you move this VM?')
  expect(screen.getByText('Did you move this VM?')).toBeTruthy()
  expect(screen.queryByText("The host's exact text")).toBeNull()
})
