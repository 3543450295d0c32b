import { describe, expect, test } from 'vitest'
import { checkDiskForm, diskFormOf, emptyDiskForm, type DiskForm } from './disk-form'

const form = (changes: Partial<DiskForm> = {}): DiskForm => ({ ...emptyDiskForm, name: 'data', ...changes })
const gib = 2 ** 30

describe('the form for a new disk', () => {
  test('becomes a request in whole KB', () => {
    expect(checkDiskForm(form({ size: '1.5' }), 'db', undefined)).toEqual({
      ok: true,
      request: {
        do: 'createDisk',
        folder: 'db',
        name: 'data',
        capacityBytes: 1.5 * gib,
        format: 'thin',
        adapter: 'lsiLogic',
      },
    })
    const odd = checkDiskForm(form({ size: '1.0001', unit: 'MB' }), '', undefined)
    expect(odd.ok && odd.request.capacityBytes % 1024).toBe(0)
  })

  test.each([
    [{ size: 'much' }, { size: expect.stringMatching(/number/) }],
    [{ size: '0.5', unit: 'MB' }, { size: expect.stringMatching(/at least 1 MB/) }],
    [{ size: '63', unit: 'TB' }, { size: expect.stringMatching(/62 TB/) }],
    [{ name: ' ' }, { name: 'A name is needed.' }],
    [{ name: 'x'.repeat(260) }, { name: expect.stringMatching(/255 fit/) }],
  ] as [Partial<DiskForm>, object][])('%j is told in its place', (changes, errors) =>
    expect(checkDiskForm(form(changes), '', undefined)).toEqual({ ok: false, ...errors }),
  )

  test('a size that does not fit is warned of: thick will be refused, thin may run full', () => {
    expect(checkDiskForm(form({ size: '16' }), '', gib)).toMatchObject({ warning: expect.stringMatching(/may grow/) })
    expect(checkDiskForm(form({ size: '16', format: 'thick' }), '', gib)).toMatchObject({
      warning: expect.stringMatching(/the host will refuse it/),
    })
    expect(checkDiskForm(form({ size: '1' }), '', 2 * gib)).not.toHaveProperty('warning')
  })

  test.each([
    ['512', 'MB'],
    ['1.5', 'GB'],
    ['2', 'TB'],
  ] as const)('a request of %s %s comes back as it was typed', (size, unit) => {
    const checked = checkDiskForm(form({ size, unit }), '', undefined)
    expect(checked.ok && diskFormOf(checked.request)).toEqual(form({ size, unit }))
  })
})
