import { render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { neededPrivileges } from '@/lib/vsphere/privileges'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { FixtureLive, fixtureFeed } from '../testing/fixture-live'
import { ConnectionNotes } from '../board/connection-notes'
import { ScopeProvider } from './scope'
import { ConnectionFacts, rightsWords } from './connection-facts'
import { clockSentence, expirySentence, oldTlsWord } from './connection-oddities'

const onVms = neededPrivileges.filter(({ on }) => on === 'VirtualMachine').map(({ privilege }) => privilege)
const lackingAll = (but: string[], known = 3) => ({
  lacks: {},
  vms: {
    known,
    missing: Object.fromEntries(onVms.filter((one) => !but.includes(one)).map((one) => [one, known])),
  },
})
const words = (rights?: Parameters<typeof rightsWords>[0]['rights']) =>
  rightsWords({ user: 'andon', ...(rights && { rights }) })

describe('what the account may do', () => {
  test('is said in a sentence, and not claimed while it is not known', () => {
    expect(words().sentence).toBe('What andon may do there is not known; the host refuses what it may not.')
    expect(words({ lacks: {}, vms: { known: 2, missing: {} } }).sentence).toMatch(/may do everything/)
    expect(words(lackingAll(['System.Read'])).sentence).toBe(
      'andon may look, but neither operate VMs nor answer questions.',
    )
    expect(words(lackingAll(['System.Read', 'VirtualMachine.Interact.AnswerQuestion'])).sentence).toBe(
      'andon may answer questions, but not operate VMs.',
    )
  })

  test('says on how many VMs a privilege is missing', () => {
    const missing = { 'VirtualMachine.Interact.PowerOn': 1, 'VirtualMachine.Config.Rename': 3 }
    expect(words({ lacks: {}, vms: { known: 3, missing } })).toEqual({
      sentence: 'andon may not do everything with all 3 VMs.',
      missing: [
        { privilege: 'VirtualMachine.Interact.PowerOn', words: 'Power on, resume: not on 1 of 3' },
        { privilege: 'VirtualMachine.Config.Rename', words: 'Rename: not on any of them' },
      ],
    })
  })
})

describe('the clock of the host', () => {
  const sentence = (clockOffsetMs?: number) =>
    clockSentence(aConnection('c1', clockOffsetMs === undefined ? {} : { clockOffsetMs }))
  test('is said when it is off by more than a minute, with its direction', () => {
    expect(sentence()).toBeUndefined()
    expect(sentence(59_000)).toBeUndefined()
    expect(sentence(-10_920_000)).toBe('The host’s clock is 3 h 02 min behind.')
    expect(sentence(-10_799_900)).toBe('The host’s clock is 3 h 00 min behind.')
    expect(sentence(90_000)).toBe('The host’s clock is 1 min 30 s ahead.')
  })
})

describe('a certificate that expires', () => {
  const now = Date.parse('2026-11-22T10:00:00Z')
  const certificate = (validTo: string) => ({ sha256: 'AA', subject: 's', issuer: 'i', names: [], validTo })
  const pinned = { transport: 'https', host: 'h', port: 443, trust: { kind: 'thumbprint', sha256: 'AA' } } as const
  const sentence = (validTo: string, endpoint?: typeof pinned) =>
    expirySentence(aConnection('c1', { certificate: certificate(validTo), ...(endpoint && { endpoint }) }), now)
  test('is said within 30 days, with the day and what that means', () => {
    expect(expirySentence(aConnection('c1'), now)).toBeUndefined()
    expect(sentence('2026-12-22T10:00:01Z')).toBeUndefined()
    expect(sentence('2026-12-04T12:00:00Z')).toBe(
      'Its certificate expires in 12 days, on 4 Dec 2026. From then on Andon does not connect.',
    )
    expect(sentence('2026-12-04T12:00:00Z', pinned)).toBe('Its certificate expires in 12 days, on 4 Dec 2026.')
    expect(sentence('2026-11-23T09:00:00Z', pinned)).toBe('Its certificate expires today or tomorrow, on 23 Nov 2026.')
    expect(sentence('2026-11-20T12:00:00Z', pinned)).toBe(
      'Its certificate expired on 20 Nov 2026. It is taken all the same.',
    )
    expect(sentence('not a time')).toBeUndefined()
  })
})

test('old TLS that a person allowed is said in red in Settings and on the Board, with a clock that is off', () => {
  const connection = aConnection('c1', {
    clockOffsetMs: -10_920_000,
    endpoint: { transport: 'https', host: 'h', port: 443, trust: { kind: 'system' }, allowOldTls: true },
  })
  const { unmount } = render(<ConnectionFacts connection={connection} now={0} />)
  expect(screen.getByText(/^Old TLS allowed: /).className).toContain('text-fail-text')
  unmount()
  const feed = fixtureFeed(
    tablesOf({ connections: [connection, aConnection('c2')] }),
    Date.parse('2026-11-22T10:00:00Z'),
  )
  render(
    <FixtureLive feed={feed}>
      <ScopeProvider>
        <ConnectionNotes />
      </ScopeProvider>
    </FixtureLive>,
  )
  const notes = screen.getByRole('list', { name: 'About connections' })
  expect(notes.textContent).toBe(`${connection.name}Old TLS allowedThe host’s clock is 3 h 02 min behind.`)
})

test('the version that is spoken is said where it is known', () => {
  expect(oldTlsWord(aConnection('c1'))).toBeUndefined()
  expect(oldTlsWord(aConnection('c1', { oldTls: '1.0' }))).toBe('TLS 1.0')
})
