import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { moRef, type MoRef } from '@/lib/vsphere/ids'
import { LookedAt, objectsAtOnce, readFiguresAgain } from './figure-reading'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

const vms = (count: number): MoRef[] => Array.from({ length: count }, (_, at) => moRef('VirtualMachine', `vm-${at}`))

/** Readings over a server of so many objects, each of which takes a while. */
function reading(all: MoRef[], lookedAt: MoRef[] = [], seen = { lists: true }) {
  const calls: { at: number; objects: readonly MoRef[] }[] = []
  const under = { way: 0, most: 0 }
  const end = new AbortController()
  const read = async (objects: readonly MoRef[]) => {
    calls.push({ at: Date.now(), objects })
    under.way += 1
    under.most = Math.max(under.most, under.way)
    await new Promise((resolve) => setTimeout(resolve, 50))
    under.way -= 1
    if (calls.length % 7 === 0) throw new Error('not now')
  }
  let look = () => {}
  const ports = {
    all: () => all,
    lookedAt: () => lookedAt,
    onLook: (listener: () => void) => {
      look = listener
      return () => (look = () => {})
    },
    areListsSeen: () => seen.lists,
    taskManager: undefined,
    read,
  }
  readFiguresAgain(ports, end.signal)
  return { calls, under, end, look: () => look() }
}
const seen = (calls: { objects: readonly MoRef[] }[]) =>
  new Set(calls.flatMap(({ objects }) => objects.map(({ value }) => value)))

test('20,000 VMs are read about once a minute, in even portions, never many at a time', async () => {
  const { calls, under } = reading(vms(20_000))
  await vi.advanceTimersByTimeAsync(75_000)
  expect(seen(calls).size).toBe(20_000)
  expect(Math.max(...calls.map(({ objects }) => objects.length))).toBe(objectsAtOnce)
  expect(calls.length).toBeLessThan(75_000 / 250)
  for (let second = 0; second < 75_000; second += 1_000) {
    expect(calls.filter(({ at }) => at >= second && at < second + 1_000).length).toBeLessThanOrEqual(5)
  }
  expect(under.most).toBeLessThanOrEqual(2)
})

test('while nobody has lists of them on a screen they are read in five minutes, and within one once somebody has', async () => {
  const now = { lists: false }
  const { calls } = reading(vms(20_000), [], now)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(calls.length).toBeGreaterThan(35)
  expect(calls.length).toBeLessThan(45)
  await vi.advanceTimersByTimeAsync(270_000)
  expect(seen(calls).size).toBe(20_000)
  now.lists = true
  const before = calls.length
  await vi.advanceTimersByTimeAsync(75_000)
  expect(seen(calls.slice(before)).size).toBe(20_000)
})

test('a few VMs cost one call in twenty seconds, and what somebody looks at one in fifteen', async () => {
  const few = reading(vms(60))
  await vi.advanceTimersByTimeAsync(121_000)
  expect(few.calls).toHaveLength(6)
  few.end.abort()
  const watched = reading(vms(5_000), vms(1))
  await vi.advanceTimersByTimeAsync(121_000)
  expect(watched.calls.filter(({ objects }) => objects.length === 1).length).toBe(9)
})

test('what comes into sight is read at once, and then as often as all else in sight, however many portions that is', async () => {
  const all = vms(5_000)
  const inSight: MoRef[] = []
  const { calls, look, under } = reading(all, inSight, { lists: false })
  await vi.advanceTimersByTimeAsync(31_000)
  inSight.push(...all.slice(4_000, 4_030))
  look()
  await vi.advanceTimersByTimeAsync(300)
  expect(seen(calls.slice(-2))).toContain('vm-4029')
  // Others look at something else: each is read at once, and then all of it again and again.
  for (let portion = 0; portion < 3; portion += 1) {
    inSight.push(...all.slice(1_000 + portion * 100, 1_100 + portion * 100))
    look()
    await vi.advanceTimersByTimeAsync(700)
  }
  expect(seen(calls)).toContain('vm-1299')
  const before = calls.length
  await vi.advanceTimersByTimeAsync(20_000)
  const read = seen(calls.slice(before))
  for (const { value } of inSight) expect(read).toContain(value)
  // All of it is four portions each quarter of a minute, and what nobody sees is as seldom as ever.
  expect(calls.length - before).toBeLessThan(10)
  expect(under.most).toBeLessThanOrEqual(2)
})

test('who says again what is in sight has nothing read sooner, nor who comes back within a moment', async () => {
  const all = vms(5_000)
  const inSight = all.slice(0, 40)
  const { calls, look } = reading(all, inSight, { lists: false })
  const ofSight = () => calls.filter(({ objects }) => objects.length === 40).length
  await vi.advanceTimersByTimeAsync(1_000)
  expect(ofSight()).toBe(1)
  for (let times = 0; times < 10; times += 1) {
    look()
    const left = inSight.splice(0)
    look()
    await vi.advanceTimersByTimeAsync(200)
    inSight.push(...left)
    look()
    await vi.advanceTimersByTimeAsync(200)
  }
  expect(ofSight()).toBe(1)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(ofSight()).toBe(2)
})

test('nothing is asked when the contact is over, nor before anything is there', async () => {
  const none = reading([])
  await vi.advanceTimersByTimeAsync(300_000)
  expect(none.calls).toHaveLength(0)
  const { calls, end } = reading(vms(300))
  await vi.advanceTimersByTimeAsync(30_000)
  const before = calls.length
  expect(before).toBeGreaterThan(0)
  end.abort()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(calls).toHaveLength(before)
})

test('what was looked at is forgotten after a while, the latest counts first', async () => {
  const looked = new LookedAt(Date.now)
  const [first, second] = vms(2)
  if (!first || !second) throw new Error('two')
  looked.note(first)
  await vi.advanceTimersByTimeAsync(200_000)
  looked.note(second)
  expect(looked.objects()).toEqual([second, first])
  await vi.advanceTimersByTimeAsync(200_000)
  expect(looked.objects()).toEqual([second])
  expect(looked.areListsSeen()).toBe(false)
  looked.noteScreens([first, second], true)
  expect(looked.objects()).toEqual([second, first])
  await vi.advanceTimersByTimeAsync(19_000)
  expect(looked.areListsSeen()).toBe(true)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(looked.areListsSeen()).toBe(false)
  expect(looked.objects()).toEqual([second])
})

test('what is on very many screens is read as the whole list', () => {
  const looked = new LookedAt(Date.now)
  looked.noteScreens(vms(1_000), false)
  expect(looked.objects()).toHaveLength(1_000)
  expect(looked.areListsSeen()).toBe(false)
  looked.noteScreens(vms(1_001), false)
  expect(looked.objects()).toHaveLength(0)
  expect(looked.areListsSeen()).toBe(true)
})
