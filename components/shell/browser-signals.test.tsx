import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveTables, QuestionView } from '@/lib/live/live-state'
import { moid, questionKey } from '@/lib/vsphere/ids'
import { BrowserSignalsSettings } from '../settings/browser-signals-settings'
import { FixtureLive, fixtureFeed } from '../testing/fixture-live'
import { fixtureTables } from '../testing/fixture-tables'
import { fixtureNow } from '../testing/fixture-vms'
import { router } from '../testing/navigation'
import { BrowserSignals } from './browser-signals'

class Shown extends EventTarget {
  static permission: NotificationPermission = 'granted'
  static requestPermission = vi.fn(() => Promise.resolve(Shown.permission))
  static all: Shown[] = []
  readonly close = vi.fn()
  readonly title: string
  readonly options: NotificationOptions
  constructor(title: string, options: NotificationOptions) {
    super()
    this.title = title
    this.options = options
    Shown.all.push(this)
  }
}

const sounds = vi.fn<() => void>()

/** A device that plays, and tells that it did. */
class Sound {
  state = 'running'
  currentTime = 0
  destination = {}
  close = vi.fn()
  createGain = () => ({ gain: new Proxy({}, { get: () => () => undefined }), connect: () => undefined })
  createOscillator = () => ({
    frequency: { value: 0 },
    connect: () => ({ connect: () => undefined }),
    start: sounds,
    stop: () => undefined,
  })
}

/** The locks of all tabs of one browser. */
class Locks {
  readonly held = new Set<string>()
  query = () => Promise.resolve({ held: [...this.held].map((name) => ({ name })) })
  request = async (name: string, { ifAvailable }: LockOptions, run: (lock: unknown) => unknown) => {
    if (ifAvailable && this.held.has(name)) return await run(null)
    this.held.add(name)
    try {
      return await run({ name })
    } finally {
      this.held.delete(name)
    }
  }
}

let sight: DocumentVisibilityState = 'hidden'
let locks = new Locks()

beforeEach(() => {
  vi.useFakeTimers({ now: fixtureNow, shouldAdvanceTime: true })
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('Notification', Shown)
  vi.stubGlobal('AudioContext', Sound)
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => sight)
  locks = new Locks()
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
  Shown.all = []
  Shown.permission = 'granted'
  sight = 'hidden'
  sounds.mockReset()
  router.push.mockClear()
  localStorage.clear()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, 'locks')
})

const asksFor = (...kinds: string[]) => kinds.forEach((kind) => localStorage.setItem(`andon.${kind}`, 'on'))

function show({ tabs = 1 } = {}) {
  const tables = fixtureTables()
  const feed = fixtureFeed(tables, fixtureNow)
  for (let tab = 0; tab < tabs; tab += 1)
    render(
      <FixtureLive feed={feed}>
        <BrowserSignals />
      </FixtureLive>,
    )
  return { feed, tables, put: (next: LiveTables) => heard(() => feed.put(next)) }
}

const heard = (run: () => void) =>
  act(async () => {
    run()
    await vi.advanceTimersByTimeAsync(0)
  })

const [some] = Object.values(fixtureTables().questions)
function also(tables: LiveTables, ...names: string[]): LiveTables {
  const more = names.map((vmName): QuestionView => {
    if (!some) throw new Error('the fixture has questions')
    return { ...some, vmName, key: questionKey(some.connection, moid('vm-1'), vmName) }
  })
  return { ...tables, questions: { ...tables.questions, ...Object.fromEntries(more.map((one) => [one.key, one])) } }
}

const titles = () => Shown.all.map(({ title }) => title)
const soundsHeard = () => sounds.mock.calls.length / 2

test('nothing unless it is asked for; and nothing of what waited before the page was there', async () => {
  const { put, tables } = show()
  await put(also(tables, 'web-01'))
  expect([titles(), soundsHeard()]).toEqual([[], 0])
  asksFor('notifications', 'chime')
  show()
  expect([titles(), soundsHeard()]).toEqual([[], 0])
})

test('a new question is a notification that leads to it, and two tones', async () => {
  asksFor('notifications', 'chime')
  const { put, tables } = show()
  const focus = vi.spyOn(window, 'focus').mockImplementation(() => undefined)
  await put(also(tables, 'web-01'))
  expect(titles()).toEqual(['web-01 waits for an answer'])
  expect(Shown.all[0]?.options.body).toContain('There is no more space for virtual disk')
  expect(soundsHeard()).toBe(1)
  Shown.all[0]?.dispatchEvent(new Event('click'))
  expect(focus).toHaveBeenCalledOnce()
  expect(router.push).toHaveBeenCalledWith(expect.stringMatching(/^\/\?question=.*web-01$/))
  expect(Shown.all[0]?.close).toHaveBeenCalledOnce()
})

test('many at once are one notification that names some', async () => {
  asksFor('notifications')
  const { put, tables } = show()
  await put(also(tables, 'web-01', 'web-02', 'web-03', 'web-04', 'web-05'))
  expect(titles()).toEqual(['5 new questions wait'])
  expect(Shown.all[0]?.options.body).toBe('web-01, web-02, web-03 and 2 more')
  Shown.all[0]?.dispatchEvent(new Event('click'))
  expect(router.push).toHaveBeenCalledWith('/')
})

test('who looks at a page sees it there, in whichever tab', async () => {
  asksFor('notifications', 'chime')
  const { put, tables } = show()
  sight = 'visible'
  await heard(() => document.dispatchEvent(new Event('visibilitychange')))
  await put(also(tables, 'web-01'))
  expect([titles(), soundsHeard()]).toEqual([[], 1])
  // This one is behind another, which is looked at.
  sight = 'hidden'
  await heard(() => document.dispatchEvent(new Event('visibilitychange')))
  await put(also(tables, 'web-01', 'web-02'))
  expect(titles()).toEqual(['web-02 waits for an answer'])
  locks.held.add('andon in front')
  await put(also(tables, 'web-01', 'web-02', 'web-03'))
  expect(titles()).toEqual(['web-02 waits for an answer'])
})

test('three tabs sound once', async () => {
  asksFor('chime')
  const { put, tables } = show({ tabs: 3 })
  await put(also(tables, 'web-01'))
  expect(soundsHeard()).toBe(1)
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  await put(also(tables, 'web-01', 'web-02'))
  expect(soundsHeard()).toBe(2)
})

test('what is told anew after a restart of Andon is not new', async () => {
  asksFor('notifications', 'chime')
  const { put, tables } = show()
  // However long it had waited.
  await act(() => vi.advanceTimersByTimeAsync(3_600_000))
  await put({ ...tables, questions: {} })
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  await put(tables)
  expect([titles(), soundsHeard()]).toEqual([[], 0])
  await put(also(tables, 'web-01'))
  expect(titles()).toEqual(['web-01 waits for an answer'])
})

const boxes = () => ({
  notification: screen.getByRole<HTMLInputElement>('checkbox', { name: /A notification of the browser/ }),
  chime: screen.getByRole<HTMLInputElement>('checkbox', { name: /A chime/ }),
})

test.each([
  ['denied', true, /was told to show none of this page/],
  ['default', false, /came without HTTPS/],
] as const)('permission %s, secure %s: the box says why not', (permission, secure, why) => {
  vi.stubGlobal('isSecureContext', secure)
  Shown.permission = permission
  render(<BrowserSignalsSettings />)
  expect(boxes().notification.disabled).toBe(true)
  expect(screen.getByText(why)).toBeTruthy()
})

test('who is asked and says no finds the box off, with the reason', async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
  Shown.permission = 'default'
  render(<BrowserSignalsSettings />)
  Shown.requestPermission.mockImplementationOnce(() => Promise.resolve((Shown.permission = 'denied')))
  await user.click(boxes().notification)
  expect(boxes().notification.checked).toBe(false)
  expect(screen.getByText(/was told to show none of this page/)).toBeTruthy()
})

test('a browser that stays silent says so when the chime is ticked', async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
  vi.stubGlobal('AudioContext', undefined)
  render(<BrowserSignalsSettings />)
  await user.click(boxes().chime)
  expect(boxes().chime.checked).toBe(true)
  expect(await screen.findByText(/No sound came/)).toBeTruthy()
})
