import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { connectionId } from '@/lib/vsphere/ids'
import { fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aDatastore, tablesOf } from '../testing/vm-fixtures'
import { QuestionText } from './question-text'

const [c1, c2] = [connectionId('c1'), connectionId('c2')]
const volume = '52ea2ef1-0b2a'

function show(text: string) {
  const datastores = [
    aDatastore('elsewhere', { connection: c2, volume }),
    aDatastore('datastore1', { connection: c1, volume }),
  ]
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

test('a text from right to left is set so', () => {
  show('\u05d0\u05d9\u05df \u05de\u05e7\u05d5\u05dd. Retry?')
  expect(screen.getByText(/Retry\?$/).getAttribute('dir')).toBe('auto')
})
