import { beforeEach, describe, expect, it } from 'vitest'
import { lookHoldsMs } from '@/lib/live/look'
import { connectionId, moid, vmKey } from '@/lib/vsphere/ids'
import { createLooks, type Looks } from './looks'

/** Whose figures are read often: the rule, for pages, programs and several of both. */

const [c1, c2] = [connectionId('c1'), connectionId('c2')]
const ofC1 = (...names: string[]) => names.map((name) => vmKey(c1, moid(name)))

let following: Record<'vms' | 'hosts', Set<string>>
let now: number
let looks: Looks

beforeEach(() => {
  following = { vms: new Set(), hosts: new Set() }
  now = 0
  looks = createLooks({
    hub: {
      followers: (table, connection) => (connection === c1 ? following[table] : new Set()),
      isReader: (owner) => following.vms.has(owner) || following.hosts.has(owner),
    },
    now: () => now,
  })
})

const page = (name: string, ...vms: string[]) => ({ page: name, vms: ofC1(...vms), all: false })

describe('figures that are read often', () => {
  it('are of no VM where nobody follows a list, and of all for who follows and does not say what it shows', () => {
    expect(looks.of(c1)).toEqual({ allVms: false, vms: [], hosts: false })
    following.vms.add('program')
    expect(looks.of(c1)).toEqual({ allVms: true, vms: [], hosts: false })
    expect(looks.of(c2).allVms).toBe(false)
  })
  it('are of what the pages of all browsers show together', () => {
    following.vms.add('a').add('b')
    looks.tell('a', page('1', 'x', 'y'))
    expect(looks.of(c1)).toMatchObject({ allVms: true, vms: ['x', 'y'] })
    looks.tell('b', page('1', 'y', 'z'))
    looks.tell('b', page('2'))
    expect(looks.of(c1)).toMatchObject({ allVms: false, vms: ['x', 'y', 'z'] })
    expect(looks.of(c2).vms).toEqual([])
    // A page that scrolled shows something else; the other still shows what it did.
    looks.tell('a', page('1', 'w'))
    expect(looks.of(c1).vms.toSorted()).toEqual(['w', 'y', 'z'])
  })
  it('are of all while one page sorts by them, or one program follows beside the pages', () => {
    following.vms.add('a')
    looks.tell('a', page('1', 'x'))
    looks.tell('a', { page: '2', vms: [], all: true })
    expect(looks.of(c1).allVms).toBe(true)
    looks.tell('a', page('2'))
    expect(looks.of(c1).allVms).toBe(false)
    following.vms.add('program')
    expect(looks.of(c1).allVms).toBe(true)
  })
  it('are of all again when a browser has not said for long what it shows', () => {
    following.vms.add('a')
    looks.tell('a', page('1', 'x'))
    now = lookHoldsMs - 1
    looks.tend()
    expect(looks.of(c1)).toMatchObject({ allVms: false, vms: ['x'] })
    now = lookHoldsMs
    looks.tend()
    expect(looks.of(c1)).toMatchObject({ allVms: true, vms: [] })
  })
  it('are of nothing that a browser showed whose stream has gone, nor of one whose stream is elsewhere', () => {
    expect(looks.tell('a', page('1', 'x'))).toBeUndefined()
    expect(looks.of(c1).vms).toEqual([])
    following.vms.add('a')
    expect(looks.tell('a', page('1', 'x'))).toEqual([c1])
    following.vms.delete('a')
    looks.tend()
    expect(looks.of(c1)).toEqual({ allVms: false, vms: [], hosts: false })
  })
  it('are of all hosts for who follows them, and of no VM for that', () => {
    following.hosts.add('a')
    expect(looks.of(c1)).toEqual({ allVms: false, vms: [], hosts: true })
  })
  it('are told to change at once where something came into sight or left it', () => {
    following.vms.add('a')
    looks.tell('a', page('1', 'x'))
    expect(looks.tell('a', { page: '1', vms: [vmKey(c2, moid('x'))], all: false })).toEqual([c1, c2])
  })
  it('take no more memory for a browser that makes up pages', () => {
    following.vms.add('a')
    for (let one = 0; one < 200; one += 1) looks.tell('a', page(String(one), `vm-${one}`))
    expect(looks.of(c1).vms).toHaveLength(50)
    expect(looks.of(c1).vms).toContain('vm-199')
  })
})
